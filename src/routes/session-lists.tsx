import type { Context } from 'hono';
import { endAllSessions, endSession, listSessions } from '../accounts/sessions/session.ts';
import * as declared from '../api/sessions.ts';
import type { Dependencies } from '../dependencies.ts';
import type { AppEnv } from '../http/app-env.ts';
import { requirePerson } from '../http/guards.ts';
import { prefersPage } from '../http/negotiation.ts';
import { renderPage } from '../http/render-page.tsx';
import { sendProblem } from '../http/send-problem.tsx';
import { signOut } from '../middleware/session.ts';
import { createRouter, route } from '../openapi/router.ts';
import { Problem } from '../problems/problem.ts';
import { readId } from '../values/id.ts';
import { SessionsPage } from '../views/sessions-page.tsx';

/** `/sessions`: where one is signed in, and how to end that (OWASP ASVS 5.0, 7.4.3–7.4.5). */
export function sessionLists(dependencies: Dependencies) {
  const routes = createRouter();

  route(routes, declared.listSessions, async (c) => {
    const user = requirePerson(c);
    const found = await listSessions(dependencies, user.id);
    const items = found.map((session) => ({ ...session, isCurrent: session.id === c.get('sessionId') }));
    if (!prefersPage(c)) return c.json({ items, nextCursor: null });
    return renderPage(c, dependencies, 'Sessions', <SessionsPage sessions={items} />);
  });

  const endEverywhere = async (c: Context<AppEnv>) => {
    await endAllSessions(dependencies, requirePerson(c).id);
    signOut(c);
  };

  route(routes, declared.endAllSessions, async (c) => {
    await endEverywhere(c);
    return c.body(null, 204);
  });

  // HTML forms know no DELETE.
  routes.post('/delete', async (c) => {
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

  route(routes, declared.endSession, async (c) => {
    const problem = await endOne(c);
    return problem ? sendProblem(c, dependencies, problem) : c.body(null, 204);
  });

  routes.post('/:id/delete', async (c) => {
    const problem = await endOne(c);
    return problem ? sendProblem(c, dependencies, problem) : c.redirect('/sessions', 303);
  });

  return routes;
}
