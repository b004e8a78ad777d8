import * as z from 'zod';
import { passwordLength } from '../../accounts/limits.ts';
import { roles } from '../../accounts/roles.ts';
import type * as accounts from '../../accounts/users/user.ts';
import { emailInput, givenPasswordInput, passwordInput, usernameInput } from '../../accounts/users/user-input.ts';
import { message } from '../../messages/message.ts';
import { jsonObject } from '../../openapi/json-object.ts';
import { lazySchema } from '../../openapi/lazy-schema.ts';
import { identifier } from '../../openapi/string-formats.ts';
import { says } from '../../problems/validation.ts';

/** The schema of a new password, as far as JSON Schema can describe the rules. */
export const passwordSchema = passwordInput.meta({
  format: 'password',
  minLength: passwordLength.min,
  maxLength: passwordLength.max,
  description: 'At least the given length, and no common password.',
});
/** The schema of a new email address. */
export const emailSchema = emailInput.meta({ format: 'email' });
/** The schema of an email address in responses. */
export const emailAddress = lazySchema(() => z.string().meta({ format: 'email', example: 'ada@example.com' }));
/** The schema of `is_active` in requests. */
export const isActiveSchema = z.boolean(says('boolean-expected'));

/**
 * The schema of a user in responses. `is_active` alone is in snake_case, because the interface of users is fixed; the
 * domain calls it `isActive`.
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

/** Returns a user as JSON. */
export function describeUser({
  id,
  email,
  username,
  role,
  isActive,
}: accounts.User): z.infer<ReturnType<typeof UserJson>> {
  return { id, email, username, role, is_active: isActive };
}

/** The schema of a response to sign-in. */
export const SignedInJson = lazySchema(() => z.strictObject({ user: UserJson() }).meta({ id: 'SignedIn' }));

/** The schema of changes to a user. `accounts/policy.ts` decides which user may make which change. */
export const UserChangeBody = jsonObject({
  email: emailSchema,
  username: usernameInput,
  role: z.enum(roles, says(message('not-one-of', { options: roles }))),
  is_active: isActiveSchema,
  password: passwordSchema,
  currentPassword: givenPasswordInput,
})
  .partial()
  .meta({
    id: 'UserChange',
    description:
      'The changed members only. To change your own email address or password, send `currentPassword` too. With an API token, admins can change the `username` of other users.',
    example: { username: 'Ada L.' },
  });
