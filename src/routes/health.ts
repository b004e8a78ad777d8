import * as declared from '../api/health.ts';
import type { Dependencies } from '../dependencies.ts';
import { connectionChecks } from '../health/reachable.ts';
import { runChecks } from '../health/run-checks.ts';
import { createRouter, route } from '../openapi/router.ts';

/**
 * `GET /health` touches nothing; `GET /health/ready` reaches bucket and table, without waiting for long (`reachable`),
 * and names what cannot be reached.
 */
export function health(dependencies: Dependencies) {
  const routes = createRouter();

  route(routes, declared.showHealth, (c) => c.json({ status: 'ok' }));

  route(routes, declared.showReadiness, async (c) => {
    const reports = (await Promise.all(connectionChecks(dependencies).map((check) => runChecks([check])))).flat();
    const unreachable = reports.filter(({ finding }) => finding.is !== 'ok');
    if (unreachable.length === 0) return c.json({ status: 'ok' }, 200);
    dependencies.log.error({ message: 'Not ready', requestId: c.get('requestId'), unreachable });
    return c.json({ status: 'unavailable', unreachable: unreachable.map(({ name }) => name) }, 503);
  });

  return routes;
}
