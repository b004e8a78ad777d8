/** What an ordinary field can be: how it looks on a page, and how its value is read from what the page posts. */
export const fieldTypes = ['text', 'textarea', 'email', 'number', 'select', 'checkbox'] as const;

/** One of them. */
export type FieldType = (typeof fieldTypes)[number];
