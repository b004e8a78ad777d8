import type { Text } from '../messages/text.ts';

/** The types of ordinary fields: a type decides the input on the page, and how its posted value is read. */
export const fieldTypes = ['text', 'textarea', 'email', 'number', 'select', 'checkbox'] as const;

/** One of `fieldTypes`. */
export type FieldType = (typeof fieldTypes)[number];

/** The attributes of an ordinary field that its declaration and its input share. */
export interface FieldAttributes {
  readonly type: FieldType;
  readonly label: Text;
  readonly hint?: Text;
  /** The sentence that asks for a missing value; without it, the label is named. */
  readonly missing?: Text;
  readonly required: boolean;
  /** Attributes of the input that repeat the limits for the browser. */
  readonly limits: Readonly<Record<string, number>>;
  readonly options?: readonly { readonly value: string; readonly label: Text }[];
}
