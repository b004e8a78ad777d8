/** An attribute of the primary key. */
export interface KeyAttribute {
  readonly name: string;
  readonly type: 'S' | 'N' | 'B';
}

/** The properties of a table, as they are kept. */
export interface TableSchema {
  readonly name: string;
  readonly tableId: string;
  readonly hash: KeyAttribute;
  readonly range?: KeyAttribute;
  /** Epoch seconds. */
  readonly createdAt: number;
  /** Read and write units a second; absent for a table that is billed by request. */
  readonly provisioned?: { readonly ReadCapacityUnits: number; readonly WriteCapacityUnits: number };
  readonly isProtected: boolean;
  /** The attribute with the epoch second at which an item expires. */
  readonly ttlAttribute?: string;
}

/** Returns the attributes of the key, the hash key first. */
export function keyAttributes({ hash, range }: TableSchema): readonly KeyAttribute[] {
  return range ? [hash, range] : [hash];
}
