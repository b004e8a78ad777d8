/** The page of a response, for clients that prefer `text/html`. */
export const page = { 'text/html': { schema: { type: 'string' as const } } };
