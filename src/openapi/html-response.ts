/** The side of an answer that is for people: sent to whoever prefers `text/html`. */
export const page = { 'text/html': { schema: { type: 'string' as const } } };
