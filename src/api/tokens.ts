import * as z from 'zod';
import { maxTokenDays } from '../accounts/limits.ts';
import { defaultScope, scopes } from '../accounts/roles.ts';
import { usernameInput } from '../accounts/users/user-input.ts';
import { jsonObject } from '../openapi/json-object.ts';
import { lazySchema } from '../openapi/lazy-schema.ts';
import { operation } from '../openapi/operation.ts';
import { listOf } from '../openapi/pagination.ts';
import { identifier, time } from './stored-files.ts';

/** A token as its owner asks for it. */
export const NewToken = jsonObject({
  name: usernameInput,
  scope: z.enum(scopes, `This must be one of ${scopes.join(', ')}.`).default(defaultScope),
  expiresInDays: z
    .int('This must be a whole number of days.')
    .min(1, 'This must be a day or more.')
    .max(maxTokenDays, `This must be ${maxTokenDays} days or less.`)
    .optional(),
}).meta({ id: 'NewToken', example: { name: 'nightly', scope: defaultScope, expiresInDays: 90 } });

const token = () => ({
  id: identifier(),
  name: z.string(),
  scope: z.enum(scopes),
  createdAt: time(),
  expiresAt: time().nullable(),
  lastUsedAt: time().nullable(),
});

const ApiToken = lazySchema(() =>
  z.strictObject(token()).meta({ id: 'ApiToken', description: 'A token, without what makes it one.' }),
);
const MadeToken = lazySchema(() =>
  z
    .strictObject({ ...token(), token: z.string().meta({ description: 'Shown here and never again.' }) })
    .meta({ id: 'MadeToken' }),
);

const ofTokens = { tag: 'Tokens', access: 'in person' } as const;

export const listTokens = operation({
  ...ofTokens,
  method: 'get',
  path: '/',
  operationId: 'listTokens',
  summary: 'List my API tokens',
  description: 'Without the tokens themselves, which are kept nowhere.',
  answers: { 200: { description: 'All of them.', json: listOf('ApiTokenList', ApiToken), page: true } },
});

export const makeToken = operation({
  ...ofTokens,
  method: 'post',
  path: '/',
  operationId: 'makeToken',
  summary: 'Make an API token',
  description: 'The answer is the only one that ever shows it: only its hash is kept.',
  jsonOrForm: NewToken,
  answers: { 201: { description: 'The token.', json: MadeToken, page: true } },
});

export const revokeToken = operation({
  ...ofTokens,
  method: 'delete',
  path: '/{id}',
  operationId: 'revokeToken',
  summary: 'Revoke an API token',
  description: 'From now on requests with it are answered with 401.',
  answers: { 204: { description: 'It opens nothing any more.' } },
});
