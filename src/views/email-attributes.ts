/**
 * Attributes that make an input one for an email address, with the keyboard for it. The browser's own `type="email"`
 * rejects letters beyond ASCII before the @, which addresses may have (RFC 6531) and `isEmail` accepts: a user with
 * such an address could neither sign in nor send it.
 * @see https://html.spec.whatwg.org/multipage/input.html#email-state-(type=email)
 */
export const emailAttributes = { type: 'text', inputmode: 'email', autocapitalize: 'none' } as const;
