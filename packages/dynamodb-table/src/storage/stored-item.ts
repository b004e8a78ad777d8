import { JsonText } from '../json-text.ts';
import type { AttributeMap } from '../values/attribute-value.ts';
import { itemSize } from '../values/item-size.ts';

/** An item as it is stored, as JSON. Its attributes are read only when they are asked for. */
export class StoredItem extends JsonText {
  /** The size by the rules of DynamoDB. */
  readonly bytes: number;
  #item: AttributeMap | undefined;

  constructor(text: string, bytes: number, item?: AttributeMap) {
    super(text);
    this.bytes = bytes;
    this.#item = item;
  }

  /** Returns the stored form of an item. */
  static of(item: AttributeMap): StoredItem {
    return new StoredItem(JSON.stringify(item), itemSize(item), item);
  }

  get item(): AttributeMap {
    this.#item ??= JSON.parse(this.text) as AttributeMap; // as `of` printed it
    return this.#item;
  }

  /** Returns the attributes, for where an item lies deeper in a response. */
  toJSON(): AttributeMap {
    return this.item;
  }
}
