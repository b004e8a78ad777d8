import { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { operation } from '../../src/openapi/operation.ts';
import { createRouter } from '../../src/openapi/router.ts';
import { says } from '../../src/problems/validation.ts';
import { inWords } from '../support/problems-in-words.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';

const word = operation({
  tag: 'Words',
  access: 'signed-in',
  method: 'post',
  path: '/words/{id}',
  operationId: 'sendWord',
  summary: 'Send a word',
  description: 'As often as one likes.',
  json: z.strictObject({ word: z.string(says('text-expected')) }),
  query: z.object({ times: z.coerce.number('Enter a number.').default(1) }),
  responses: { 201: { description: 'The word.', json: () => z.string(), page: true, location: 'Its address.' } },
  problems: ['conflict'],
});

describe('operation', () => {
  it('operation, access, body and path, documents their statuses, scopes and headers', () => {
    expect(word.security).toEqual([{ session: [] }, { token: ['submit'] }]);
    expect(word.parameters).toMatchObject([{ name: 'id', in: 'path', required: true }]);
    expect(Object.keys(word.responses)).toEqual([
      '201',
      '303',
      '400',
      '401',
      '403',
      '404',
      '409',
      '413',
      '415',
      '422',
      '429',
      '500',
      '503',
    ]);
    expect(word.responses[201]).toMatchObject({
      headers: { Location: { description: 'Its address.' } },
      content: { 'application/json': {}, 'text/html': {} },
    });
  });

  it('operation, a route for monitors, documents no access and no more responses', () => {
    const check = operation({
      ...word,
      tag: 'x',
      summary: 'x',
      description: 'x',
      operationId: 'x',
      access: 'health',
      method: 'get',
      path: '/',
      responses: {},
    });
    expect([check.security, Object.keys(check.responses), check.middleware]).toEqual([[], ['400', '500'], []]);
  });
});

describe('a declared route', () => {
  let testApp: TestApp;
  beforeAll(async () => {
    testApp = await startTestApp();
  });
  afterAll(() => testApp.close());

  it('POST /uploads, several mistakes, checks access, media type, JSON and values in this order', async () => {
    const visitor = testApp.client();
    const { client } = await testApp.signUp();
    const bodies = [
      { body: 'x', headers: { 'content-type': 'text/plain' } },
      { body: '{', headers: { 'content-type': 'application/json' } },
      { json: {} },
    ];
    const statuses = async (asking: typeof client) =>
      Promise.all(bodies.map(async (sending) => (await asking.post('/uploads', sending)).status));
    expect(await statuses(visitor)).toEqual([401, 401, 401]);
    expect(await statuses(client)).toEqual([415, 400, 422]);
  });

  it('createRouter, a mistake in a field, names it with a sentence in every router', async () => {
    const app = new Hono().route(
      '/',
      createRouter().openapi({ ...word, middleware: [] }, (c) => c.json(c.req.valid('json').word)),
    );
    app.onError((error, c) => c.json('problem' in error ? inWords(error.problem) : String(error), 422));
    const send = (path: string, body: unknown) =>
      app.request(path, {
        method: 'POST',
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json' },
      });
    expect(await (await send('/words/x', { word: 'yes' })).json()).toBe('yes');
    expect(await (await send('/words/x', { word: 1 })).json()).toMatchObject({
      errors: [{ field: 'word', message: 'Enter text.' }],
    });
    expect(await (await send('/words/x?times=some', { word: 'yes' })).json()).toMatchObject({
      errors: [{ field: 'times' }],
    });
    expect(await (await send('/words/x', { word: 'yes', more: 1 })).json()).toMatchObject({
      errors: [{ field: 'more', message: 'There is no such field.' }],
    });
  });
});
