import * as z from 'zod';
import { passwordLength } from '../../accounts/limits.ts';
import { roles } from '../../accounts/roles.ts';
import type * as accounts from '../../accounts/users/user.ts';
import { emailInput, passwordInput } from '../../accounts/users/user-input.ts';
import { lazySchema } from '../../openapi/lazy-schema.ts';
import { identifier } from '../../openapi/string-formats.ts';
import { says } from '../../problems/validation.ts';

/** A password to be chosen: what a schema can say of it. */
export const password = passwordInput.meta({
  format: 'password',
  minLength: passwordLength.min,
  maxLength: passwordLength.max,
  description: 'Long enough, and not one that many people use.',
});
export const email = emailInput.meta({ format: 'email' });
/** The address of a user, in answers. */
export const emailAddress = lazySchema(() => z.string().meta({ format: 'email', example: 'ada@example.com' }));
export const isActive = z.boolean(says('boolean-expected'));

/**
 * A user, without anything secret. `is_active` is the only member of the JSON in snake_case, because the interface of
 * users is fixed and calls it so. The domain knows it as `isActive`.
 */
export const UserJson = lazySchema(() =>
  z
    .strictObject({
      id: identifier(),
      email: emailAddress(),
      username: z.string().meta({ example: 'Ada' }),
      role: z.enum(roles),
      is_active: z.boolean(),
    })
    .meta({ id: 'User' }),
);

/** A user as the interface shows one. */
export function describeUser({
  id,
  email,
  username,
  role,
  isActive,
}: accounts.User): z.infer<ReturnType<typeof UserJson>> {
  return { id, email, username, role, is_active: isActive };
}

/** Who has just signed in. */
export const SignedIn = lazySchema(() => z.strictObject({ user: UserJson() }).meta({ id: 'SignedIn' }));
