import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { ResponseWithoutJson } from '../../src/http/app-env.ts';
import { operation } from '../../src/openapi/operation.ts';
import { createRouter, route } from '../../src/openapi/router.ts';

const showUpload = operation({
  tag: 'Uploads',
  access: 'health',
  method: 'get',
  path: '/uploads/{id}',
  operationId: 'showUpload',
  summary: 'See an upload',
  description: 'How far it is.',
  responses: {
    200: { description: 'The upload.', json: () => z.strictObject({ id: z.string(), state: z.enum(['pending']) }) },
    201: { description: 'A new one.', json: () => z.strictObject({ isNew: z.boolean() }) },
    302: { description: 'To its bytes.' },
  },
});

/** `tsc` fails where one of these lines compiles. */
describe('route', () => {
  it('route, GET of a declared path and its JSON, answers by the handler', async () => {
    const routes = createRouter();
    route(routes, showUpload, (c) => c.json({ id: c.req.param('id'), state: 'pending' }, 200));
    const response = await routes.request('/uploads/1');
    expect([response.status, await response.json()]).toEqual([200, { id: '1', state: 'pending' }]);
  });

  it('route, a handler with undeclared JSON or status, fails to compile', () => {
    const routes = createRouter();
    // @ts-expect-error a state is no number
    route(routes, showUpload, (c) => c.json({ id: '1', state: 42 }, 200));
    // @ts-expect-error there is no state
    route(routes, showUpload, async (c) => c.json({ id: '1' }, 200));
    // @ts-expect-error the JSON of another status
    route(routes, showUpload, (c) => c.json({ id: '1', state: 'pending' }, 201));
    // @ts-expect-error a status that is not declared
    route(routes, showUpload, (c) => c.json({ id: '1', state: 'pending' }, 202));
    // @ts-expect-error a path without this parameter
    route(routes, showUpload, (c) => c.redirect(c.req.param('name')));
    // @ts-expect-error a plain response hides the type of its JSON
    route(routes, showUpload, (c): Promise<Response> => Promise.resolve(c.json({ id: 1 }, 200)));
    // @ts-expect-error a state is no number, in a handler that may also send no JSON
    route(routes, showUpload, (c) => (c.req.query('x') ? c.body(null, 204) : c.json({ id: '1', state: 42 }, 200)));
    expect(routes.routes).toHaveLength(7);
  });

  it('route, a handler that redirects, shows a page or sends no body, compiles', () => {
    const routes = createRouter();
    route(routes, showUpload, (c) => c.redirect('/', 302));
    route(routes, showUpload, async (c) => c.body('<p>', 200, { 'Content-Type': 'text/html' }));
    route(routes, showUpload, (c) => c.body(null, 204));
    route(routes, showUpload, (c): Promise<ResponseWithoutJson> => Promise.resolve(c.text('')));
    expect(routes.routes).toHaveLength(4);
  });
});
