/** Limits for the fields of the account forms. The checks, the HTML attributes and the OpenAPI document use them. */

/** The length of a password, in characters as people count them (OWASP ASVS 5.0, 6.2.1 and 6.2.9). */
export const passwordLength = { min: 10, max: 200 } as const;

/** The length of a displayed name, of a user or of a token, in UTF-16 units as browsers count them. */
export const maxNameLength = 50;

/** The length of an email address (RFC 5321, 4.5.3.1.3: 256 with the brackets around it). */
export const maxEmailLength = 254;

/** The longest lifetime of an API token that expires, in days: ten years. */
export const maxTokenDays = 3650;
