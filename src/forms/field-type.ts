/** The types of ordinary fields: a type decides the input on the page, and how its posted value is read. */
export const fieldTypes = ['text', 'textarea', 'email', 'number', 'select', 'checkbox'] as const;

/** One of `fieldTypes`. */
export type FieldType = (typeof fieldTypes)[number];
