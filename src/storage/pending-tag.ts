/**
 * Objects that no submission holds yet carry this tag, and a lifecycle rule removes whatever still carries it after
 * two days (docs/decisions/002). Accepting a file takes the tag away; the bytes never move.
 */
export const pendingTag = { key: 'state', value: 'pending' } as const;

/** As `x-amz-tagging` writes it. */
export const pendingTagging = `${pendingTag.key}=${pendingTag.value}`;
