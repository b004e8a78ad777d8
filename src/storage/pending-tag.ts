/**
 * The tag of objects that no submission holds yet. A lifecycle rule removes an object that still carries it after two
 * days (docs/decisions/002). Accepting a file removes the tag; the bytes never move.
 */
export const pendingTag = { key: 'state', value: 'pending' } as const;

/** The tag, as the header `x-amz-tagging` writes it. */
export const pendingTagging = `${pendingTag.key}=${pendingTag.value}`;
