import * as z from 'zod';
import { maxEmailLength } from '../accounts/limits.ts';
import { givenPasswordInput } from '../accounts/users/user-input.ts';
import { jsonObject } from '../openapi/json-object.ts';
import { lazySchema } from '../openapi/lazy-schema.ts';
import { operation } from '../openapi/operation.ts';
import { listOf } from '../openapi/pagination.ts';
import { identifier, time } from '../openapi/stored-files.ts';
import { says } from '../problems/validation.ts';
import { User } from './users.ts';

/** With what somebody signs in, whatever rules were in force when they signed up. */
export const Credentials = jsonObject({
  // Attempts are counted by it, in a table that takes no half characters.
  email: z
    .string(says('email-expected'))
    .max(maxEmailLength, says('email-invalid'))
    .refine((text) => text.isWellFormed(), says('email-invalid'))
    .meta({ format: 'email' }),
  password: givenPasswordInput,
}).meta({ id: 'Credentials', example: { email: 'dev@example.com', password: 'sluice-demo' } });

/** Who has just signed in. */
export const SignedIn = lazySchema(() => z.strictObject({ user: User() }).meta({ id: 'SignedIn' }));

const Session = lazySchema(() =>
  z
    .strictObject({
      id: identifier(),
      createdAt: time(),
      lastUsedAt: time(),
      expiresAt: time(),
      device: z.string().meta({ example: 'Firefox on Linux' }),
      address: z.string().meta({ example: '192.0.2.1' }),
      isCurrent: z.boolean(),
    })
    .meta({ id: 'Session' }),
);

const ofSessions = { tag: 'Sessions' } as const;

export const signIn = operation({
  ...ofSessions,
  access: 'anyone',
  method: 'post',
  path: '/',
  operationId: 'signIn',
  summary: 'Sign in',
  description:
    'For browsers, and to make a first token. The answer sets a cookie; with it, a request that changes something names its `Origin`.',
  jsonOrForm: Credentials,
  answers: {
    201: { description: 'Who has signed in, and the session’s cookie.', json: SignedIn },
    303: { description: 'After an HTML form: to where one wanted to go.' },
  },
  problems: ['not-signed-in'],
});

export const signOut = operation({
  ...ofSessions,
  access: 'anyone',
  method: 'delete',
  path: '/',
  operationId: 'signOut',
  summary: 'Sign out',
  description: 'Ends the session of the cookie for good. Without one there is nothing to end, which is no error.',
  answers: { 204: { description: 'The session is over.' } },
});

export const listSessions = operation({
  ...ofSessions,
  access: 'in person',
  method: 'get',
  path: '/',
  operationId: 'listSessions',
  summary: 'List where I am signed in',
  description: 'Every browser with a session that has not ended, and when each was last used.',
  answers: { 200: { description: 'All of them.', json: listOf('SessionList', Session), page: true } },
});

export const endAllSessions = operation({
  ...ofSessions,
  access: 'in person',
  method: 'delete',
  path: '/',
  operationId: 'endAllSessions',
  summary: 'Sign out everywhere',
  description: 'Ends this session too. API tokens stay.',
  answers: { 204: { description: 'All sessions are over.' } },
});

export const endSession = operation({
  ...ofSessions,
  access: 'in person',
  method: 'delete',
  path: '/{id}',
  operationId: 'endSession',
  summary: 'Sign out somewhere',
  description: 'Ends one session for good, for example that of a device that is lost.',
  answers: { 204: { description: 'That session is over.' } },
});
