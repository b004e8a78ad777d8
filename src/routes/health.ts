import { Hono } from 'hono';
import type { AppEnv } from '../app-env.ts';
import type { Dependencies } from '../dependencies.ts';

/** `GET /health` touches nothing; `GET /health/ready` reaches bucket and table and names what cannot be reached. */
export function health({ bucket, records }: Dependencies) {
  const routes = new Hono<AppEnv>();

  routes.get('/', (c) => c.json({ status: 'ok' }));

  routes.get('/ready', async (c) => {
    const reached = {
      bucket: await isReachable(() => bucket.reach()),
      table: await isReachable(() => records.users.find('nobody')),
    };
    const unreachable = Object.entries(reached).flatMap(([name, isReached]) => (isReached ? [] : [name]));
    if (unreachable.length > 0) return c.json({ status: 'unavailable', unreachable }, 503);
    return c.json({ status: 'ok' });
  });

  return routes;
}

async function isReachable(question: () => Promise<unknown>): Promise<boolean> {
  try {
    return (await question()) !== false;
  } catch {
    return false;
  }
}
