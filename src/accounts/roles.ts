/** The roles of a user: `admin` sees everything and decides about the rights of users. */
export const roles = ['user', 'admin'] as const;

/** A role of a user: one of `roles`. */
export type Role = (typeof roles)[number];

/**
 * The scopes of an API token, from little to much. Each scope includes the ones before it, so that a token has one word
 * and users need not think about combinations. `read` sees all that its user may see, `submit` also uploads and
 * submits, `admin` may also use its user's admin rights.
 */
export const scopes = ['read', 'submit', 'admin'] as const;

/** A scope of an API token: one of `scopes`. */
export type Scope = (typeof scopes)[number];

/** The scope of a token when the request names none; it suits most programs. */
export const defaultScope: Scope = 'submit';
