import * as z from 'zod';
import { passwordLength } from '../accounts/limits.ts';
import type { UserChangeRequest } from '../accounts/policy.ts';
import { roles } from '../accounts/roles.ts';
import type * as accounts from '../accounts/users/user.ts';
import { emailInput, givenPasswordInput, passwordInput, usernameInput } from '../accounts/users/user-input.ts';
import { message } from '../messages/message.ts';
import { jsonObject } from '../openapi/json-object.ts';
import { lazySchema } from '../openapi/lazy-schema.ts';
import { operation } from '../openapi/operation.ts';
import { listOf, pageQuery } from '../openapi/pagination.ts';
import { identifier } from '../openapi/stored-files.ts';
import { says } from '../problems/validation.ts';

/** A password to be chosen: what a schema can say of it. */
export const password = passwordInput.meta({
  format: 'password',
  minLength: passwordLength.min,
  maxLength: passwordLength.max,
  description: 'Long enough, and not one that many people use.',
});
const email = emailInput.meta({ format: 'email' });
/** The address of a user, in answers. */
export const emailAddress = lazySchema(() => z.string().meta({ format: 'email', example: 'ada@example.com' }));
const isActive = z.boolean(says('boolean-expected'));

/**
 * A user, without anything secret. `is_active` is the only member of the JSON in snake_case, because the interface of
 * users is fixed and calls it so. The domain knows it as `isActive`.
 */
export const User = lazySchema(() =>
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

/** Somebody who signs up, or whom an admin adds. */
export const NewUser = jsonObject({
  email,
  username: usernameInput,
  password: password.optional(),
  is_active: isActive.optional(),
}).meta({
  id: 'NewUser',
  description:
    'Without `password` the account opens only by an admin’s link, or by single sign-on. An HTML form must have one, and an API token must not. `is_active: false` is for admins.',
  example: { email: 'ada@example.com', username: 'Ada', password: 'three words together' },
});

/** What is to change of a user. Who may change what is decided by `accounts/policy.ts`. */
export const UserChange = jsonObject({
  email,
  username: usernameInput,
  role: z.enum(roles, says(message('not-one-of', { options: roles }))),
  is_active: isActive,
  password,
  currentPassword: givenPasswordInput,
})
  .partial()
  .meta({
    id: 'UserChange',
    description:
      'What is to change. An own address or password needs `currentPassword`. With an API token: the `username` of others, for admins.',
    example: { username: 'Ada L.' },
  });

/** A user as the interface shows one. */
export function describeUser({ id, email, username, role, isActive }: accounts.User): z.infer<ReturnType<typeof User>> {
  return { id, email, username, role, is_active: isActive };
}

/** What is asked to be changed, in the words of the domain. */
export function toAskedChange({ is_active: isActive, ...asked }: z.infer<typeof UserChange>): UserChangeRequest {
  return { ...asked, isActive };
}

const ofUsers = { tag: 'Users' } as const;

export const registerUser = operation({
  ...ofUsers,
  access: 'anyone',
  method: 'post',
  path: '/users/',
  operationId: 'registerUser',
  summary: 'Sign up, or add a user',
  description: 'For anyone while registration is open, else for admins.',
  scopeIfAny: 'admin',
  jsonOrForm: NewUser,
  answers: {
    201: { description: 'The user.', json: User, location: 'Their address.' },
    303: {
      description:
        'After an HTML form: signed in, to the first page; for an admin, to the user. For browsers in which nobody is signed in, while registration is closed: to the sign-in page.',
      location: 'Where to go on.',
    },
  },
  problems: ['not-signed-in', 'conflict'],
});

export const listUsers = operation({
  ...ofUsers,
  access: 'admins',
  method: 'get',
  path: '/users/',
  operationId: 'listUsers',
  summary: 'List the users',
  description: 'Page by page, those who are not active too.',
  query: pageQuery('USER'),
  answers: { 200: { description: 'The newest first.', json: listOf('UserList', User), page: true } },
});

export const showUser = operation({
  ...ofUsers,
  access: 'signed-in',
  method: 'get',
  path: '/users/{user}',
  operationId: 'showUser',
  summary: 'See a user',
  description: 'Oneself; for admins anybody.',
  answers: { 200: { description: 'The user.', json: User, page: true } },
});

export const changeUser = operation({
  ...ofUsers,
  access: 'signed-in',
  method: 'patch',
  path: '/users/{user}',
  operationId: 'changeUser',
  summary: 'Change a user',
  description:
    'Oneself, in person. For admins others too; with an API token only their `username`. Only admins change `role` and `is_active`, and never their own.',
  json: UserChange,
  answers: { 200: { description: 'The user as it is now.', json: User } },
  problems: ['not-allowed', 'conflict'],
});
