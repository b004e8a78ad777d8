import * as z from 'zod';
import type { Dependencies } from '../dependencies.ts';
import { prefersPage } from '../http/negotiation.ts';
import { renderPage } from '../http/render-page.tsx';
import { lazySchema } from '../openapi/lazy-schema.ts';
import { operation } from '../openapi/operation.ts';
import { createRouter, route } from '../openapi/router.ts';
import { time } from '../openapi/string-formats.ts';

const numbers = (description: string) => z.record(z.string(), z.int()).meta({ description });
const jobNumber = () =>
  z.strictObject({ count: z.int(), isCutShort: z.boolean().meta({ description: 'True when there may be more.' }) });

const StatisticsJson = lazySchema(() =>
  z
    .strictObject({
      days: z.int().meta({ description: 'The days of the numbers that are not of now, today among them (UTC).' }),
      forms: z.array(
        z.strictObject({
          form: z.string().meta({ example: 'documents' }),
          states: numbers('The submissions in each state, now.'),
          funnel: z.strictObject({
            started: z.int().nullable().meta({
              description: 'Users that began to send files, each once an hour; `null` for a form without files.',
            }),
            sent: z.int(),
            accepted: z.int(),
          }),
          rejected: numbers('The files that were not accepted, by reason.'),
          stored: z
            .strictObject({ files: z.int(), bytes: z.int(), countedAt: time() })
            .nullable()
            .meta({ description: 'What the form holds, as counted once a day.' }),
        }),
      ),
      signInLimitsReached: z.int(),
      waitingJobs: jobNumber(),
      failedJobs: jobNumber(),
    })
    .meta({ id: 'Statistics' }),
);

const showStatisticsOperation = operation({
  tag: { name: 'Statistics', description: 'What happens with the forms.' },
  access: 'admins',
  method: 'get',
  path: '/statistics',
  operationId: 'showStatistics',
  summary: 'See what happens with the forms',
  description: 'Numbers of the last 30 days, and of now.',
  responses: { 200: { description: 'The numbers.', json: StatisticsJson, page: true } },
});

/** Shows what happens with the forms, for admins. */
export function statistics(dependencies: Dependencies) {
  const routes = createRouter();

  route(routes, showStatisticsOperation, async (c) => {
    const { readStatistics } = await import('../review/statistics.ts');
    const [read, open] = await Promise.all([
      readStatistics(dependencies),
      prefersPage(c) ? dependencies.records.findings.countOpen() : undefined,
    ]);
    if (!open) return c.json(read, 200);
    c.set('openFindings', open);
    const { StatisticsPage } = await import('../views/statistics-page.tsx');
    const forms = read.forms.map((of) => {
      const declared = dependencies.forms.get(of.form);
      return { ...of, title: declared?.title ?? of.form, declaredStates: declared?.review.states ?? [] };
    });
    return renderPage(
      c,
      dependencies,
      ({ pages }) => pages.statistics.title,
      <StatisticsPage {...read} forms={forms} />,
    );
  });

  return routes;
}
