import * as z from 'zod';
import { jsonObject } from '../openapi/json-object.ts';
import { lazySchema } from '../openapi/lazy-schema.ts';
import { operation } from '../openapi/operation.ts';
import { time } from '../openapi/stored-files.ts';
import { SignedIn } from './sessions.ts';
import { emailAddress, password } from './users.ts';

/** The password that somebody chooses by a link. */
export const PasswordChoice = jsonObject({ password }).meta({
  id: 'PasswordChoice',
  example: { password: 'three words together' },
});

const PasswordLink = lazySchema(() => z.strictObject({ url: z.url(), expiresAt: time() }).meta({ id: 'PasswordLink' }));
const LinkOwner = lazySchema(() => z.strictObject({ email: emailAddress() }).meta({ id: 'LinkOwner' }));

const ofLinks = { tag: 'Users' } as const;

export const makePasswordLink = operation({
  ...ofLinks,
  access: 'admins in person',
  method: 'post',
  path: '/users/{user}/password-links',
  operationId: 'makePasswordLink',
  summary: 'Make a link with which somebody chooses a password',
  description: 'The one from before opens nothing any more. Give it to that user and to nobody else.',
  answers: { 201: { description: 'The link, which works once.', json: PasswordLink, page: true } },
  problems: ['conflict'],
});

export const showPasswordLink = operation({
  ...ofLinks,
  access: 'anyone',
  method: 'get',
  path: '/password-links/{id}',
  operationId: 'showPasswordLink',
  summary: 'See whose password a link is for',
  description: 'Does not use the link up.',
  answers: { 200: { description: 'Whose.', json: LinkOwner, page: true } },
});

export const usePasswordLink = operation({
  ...ofLinks,
  access: 'anyone',
  method: 'post',
  path: '/password-links/{id}',
  operationId: 'usePasswordLink',
  summary: 'Choose a password',
  description: 'Uses the link up and signs in here. What was open with the old password ends.',
  jsonOrForm: PasswordChoice,
  answers: {
    201: { description: 'Signed in.', json: SignedIn },
    303: { description: 'After an HTML form: signed in, to the first page.' },
  },
});
