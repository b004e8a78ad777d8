import * as z from 'zod';
import type { Dependencies } from '../dependencies.ts';
import { connectionChecks } from '../health/reachable.ts';
import { runChecks } from '../health/run-checks.ts';
import { lazySchema } from '../openapi/lazy-schema.ts';
import { operation } from '../openapi/operation.ts';
import { createRouter, route } from '../openapi/router.ts';

const HealthyJson = lazySchema(() => z.strictObject({ status: z.literal('ok') }).meta({ id: 'Healthy' }));
const NotReadyJson = lazySchema(() =>
  z
    .strictObject({ status: z.literal('unavailable'), unreachable: z.array(z.string()).meta({ example: ['bucket'] }) })
    .meta({ id: 'NotReady' }),
);

const ofHealth = {
  tag: { name: 'Health', description: 'Checks for monitors and load balancers.' },
  access: 'health',
  method: 'get',
} as const;

const showHealthOperation = operation({
  ...ofHealth,
  path: '/health',
  operationId: 'showHealth',
  summary: 'See whether the app runs',
  description: 'Uses neither the bucket nor the table.',
  responses: { 200: { description: 'The app runs.', json: HealthyJson } },
});

const showReadinessOperation = operation({
  ...ofHealth,
  path: '/health/ready',
  operationId: 'showReadiness',
  summary: 'See whether the app reaches its bucket and table',
  description: 'Sends each of them a request that changes nothing, and waits no longer than a monitor does.',
  responses: {
    200: { description: 'The app reaches both.', json: HealthyJson },
    503: { description: 'The app does not reach both; `unreachable` names the missing ones.', json: NotReadyJson },
  },
});

/**
 * Sends the state of the app (`GET /health`), and of its bucket and table (`GET /health/ready`). The second waits two
 * seconds at most.
 */
export function health(dependencies: Dependencies) {
  const routes = createRouter();

  route(routes, showHealthOperation, (c) => c.json({ status: 'ok' }, 200));

  route(routes, showReadinessOperation, async (c) => {
    const reports = (await Promise.all(connectionChecks(dependencies).map((check) => runChecks([check])))).flat();
    const unreachable = reports.filter(({ finding }) => finding.is !== 'ok');
    if (unreachable.length === 0) return c.json({ status: 'ok' }, 200);
    dependencies.log.error({ message: 'Not ready', requestId: c.get('requestId'), unreachable });
    return c.json({ status: 'unavailable', unreachable: unreachable.map(({ name }) => name) }, 503);
  });

  return routes;
}
