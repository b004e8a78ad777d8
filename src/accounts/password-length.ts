/** The length of a password, in characters as people count them (OWASP ASVS 5.0, 6.2.1 and 6.2.9). */
export const passwordLength = { min: 10, max: 200 } as const;
