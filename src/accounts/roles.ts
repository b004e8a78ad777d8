/** What a user may do here: `admin` sees everything and decides who may do what. */
export const roles = ['user', 'admin'] as const;

/** One of `roles`. */
export type Role = (typeof roles)[number];

/**
 * What an API token may do, from little to much; each scope includes the ones before it, so that a token has one word
 * and nobody has to think about combinations. `read` looks at what its user may see, `submit` uploads and sends as
 * well, `admin` may also use its user's admin rights.
 */
export const scopes = ['read', 'submit', 'admin'] as const;

/** One of `scopes`. */
export type Scope = (typeof scopes)[number];

/** What a token may do when nobody says: what most programs are for. */
export const defaultScope: Scope = 'submit';
