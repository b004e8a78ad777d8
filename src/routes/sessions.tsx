import type { Context } from 'hono';
import * as z from 'zod';
import { endAllSessions, endSession, listSessions } from '../accounts/sessions/session.ts';
import type { Dependencies } from '../dependencies.ts';
import type { AppEnv } from '../http/app-env.ts';
import { requirePerson } from '../http/guards.ts';
import { prefersPage } from '../http/negotiation.ts';
import { renderPage } from '../http/render-page.tsx';
import { sendProblem } from '../http/send-problem.tsx';
import { signOut } from '../middleware/session.ts';
import { lazySchema } from '../openapi/lazy-schema.ts';
import { operation } from '../openapi/operation.ts';
import { listOf } from '../openapi/pagination.ts';
import { createRouter, route } from '../openapi/router.ts';
import { identifier, time } from '../openapi/string-formats.ts';
import { Problem } from '../problems/problem.ts';
import { readId } from '../values/id.ts';

const SessionJson = lazySchema(() =>
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

const ofSessions = { tag: { name: 'Sessions', description: 'Signed-in browsers.' }, access: 'in person' } as const;

const listSessionsOperation = operation({
  ...ofSessions,
  method: 'get',
  path: '/sessions',
  operationId: 'listSessions',
  summary: 'List where I am signed in',
  description: 'All browsers in which I am signed in, and when each was last used.',
  responses: { 200: { description: 'All my sessions.', json: listOf('SessionList', SessionJson), page: true } },
});

const endAllSessionsOperation = operation({
  ...ofSessions,
  method: 'delete',
  path: '/sessions',
  operationId: 'endAllSessions',
  summary: 'Sign out everywhere',
  description: 'Ends all my sessions, also this one. API tokens stay valid.',
  responses: { 204: { description: 'All sessions have ended.' } },
});

const endSessionOperation = operation({
  ...ofSessions,
  method: 'delete',
  path: '/sessions/{id}',
  operationId: 'endSession',
  summary: 'Sign out one browser',
  description: 'Ends one session for good, for example on a lost device.',
  responses: { 204: { description: 'The session has ended.' } },
});

/** Lists and ends the sessions of the signed-in user (OWASP ASVS 5.0, 7.4.3–7.4.5). */
export function sessions(dependencies: Dependencies) {
  const routes = createRouter();

  route(routes, listSessionsOperation, async (c) => {
    const user = requirePerson(c);
    const found = await listSessions(dependencies, user.id);
    const items = found.map((session) => ({ ...session, isCurrent: session.id === c.get('sessionId') }));
    if (!prefersPage(c)) return c.json({ items, nextCursor: null }, 200);
    const isEnded = c.req.query('ended') !== undefined;
    const { SessionsPage } = await import('../views/sessions-page.tsx');
    return renderPage(
      c,
      dependencies,
      ({ pages }) => pages.account.sessionsTitle,
      <SessionsPage sessions={items} isEnded={isEnded} />,
    );
  });

  const endEverywhere = async (c: Context<AppEnv>) => {
    await endAllSessions(dependencies, requirePerson(c).id);
    signOut(c);
  };

  route(routes, endAllSessionsOperation, async (c) => {
    await endEverywhere(c);
    return c.body(null, 204);
  });

  // HTML forms know no DELETE.
  routes.post('/sessions/delete', async (c) => {
    await endEverywhere(c);
    return c.redirect('/', 303);
  });

  const endOne = async (c: Context<AppEnv>): Promise<Problem | undefined> => {
    const user = requirePerson(c);
    const id = readId(c.req.param('id'));
    if (id !== undefined && id === c.get('sessionId')) signOut(c);
    const isEnded = id !== undefined && (await endSession(dependencies, user.id, id));
    return isEnded ? undefined : new Problem('not-found', 'no-such-session');
  };

  route(routes, endSessionOperation, async (c) => {
    const problem = await endOne(c);
    return problem ? sendProblem(c, dependencies, problem) : c.body(null, 204);
  });

  routes.post('/sessions/:id/delete', async (c) => {
    const problem = await endOne(c);
    return problem ? sendProblem(c, dependencies, problem) : c.redirect('/sessions?ended', 303);
  });

  return routes;
}
