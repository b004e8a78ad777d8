import * as z from 'zod';
import type { Dependencies } from '../../dependencies.ts';
import { prefersPage } from '../../http/negotiation.ts';
import { renderPage } from '../../http/render-page.tsx';
import { sendProblem } from '../../http/send-problem.tsx';
import { lazySchema } from '../../openapi/lazy-schema.ts';
import { operation } from '../../openapi/operation.ts';
import { listOf, pageQuery, toCursor } from '../../openapi/pagination.ts';
import { createRouter, route } from '../../openapi/router.ts';
import { identifier, time } from '../../openapi/string-formats.ts';
import { retryFailedJob } from '../../outbox/failed-jobs.ts';
import { isJobKind } from '../../outbox/job-kinds.ts';
import type { DeadJobRecord } from '../../records/job-records.ts';

const FailedJobJson = lazySchema(() =>
  z
    .strictObject({
      id: identifier(),
      kind: z.string().meta({ example: 'crc' }),
      form: z.string().nullable().meta({ example: 'documents' }),
      createdAt: time(),
      failedAt: time(),
      attempts: z.int(),
      error: z.string().meta({ description: 'The name of the last error. The log has the rest.' }),
    })
    .meta({ id: 'FailedJob' }),
);

const ofJobs = {
  tag: { name: 'Jobs', description: 'Work that goes on after a request.' },
  access: 'admins',
} as const;

const listFailedJobsOperation = operation({
  ...ofJobs,
  method: 'get',
  path: '/jobs',
  operationId: 'listFailedJobs',
  summary: 'List failed jobs',
  description: 'Jobs that failed too often and wait for a person.',
  query: pageQuery('JOB'),
  responses: {
    200: {
      description: 'One page of failed jobs, the newest first.',
      json: listOf('FailedJobList', FailedJobJson),
      page: true,
    },
  },
});

const retryFailedJobOperation = operation({
  ...ofJobs,
  method: 'post',
  path: '/jobs/{id}/retries',
  operationId: 'retryFailedJob',
  summary: 'Run a failed job again',
  description: 'The job gets as many attempts as a new one.',
  responses: { 202: { description: 'The job will run again.' } },
});

/** Lists the jobs that failed, and makes them run again, for admins. */
export function jobs(dependencies: Dependencies) {
  const { records } = dependencies;
  const routes = createRouter();

  route(routes, listFailedJobsOperation, async (c) => {
    const { limit, cursor } = c.req.valid('query');
    const page = prefersPage(c);
    const [failed, overview, open] = await Promise.all([
      records.jobs.listDead(limit, cursor),
      page ? readOverview(dependencies) : undefined,
      page ? records.findings.countOpen() : undefined,
    ]);
    c.set('openFindings', open);
    const nextCursor = toCursor(failed.next);
    const items = failed.items.map(describeFailedJob);
    if (!overview) return c.json({ items, nextCursor }, 200);
    const nextPath = nextCursor && `/jobs?limit=${limit}&cursor=${nextCursor}`;
    const isRetried = c.req.query('retried') !== undefined;
    const { JobsPage } = await import('../../views/jobs-page.tsx');
    return renderPage(
      c,
      dependencies,
      ({ pages }) => pages.jobs.title,
      <JobsPage {...overview} failed={items.map(withKnownKind)} isRetried={isRetried} nextPath={nextPath} />,
    );
  });

  route(routes, retryFailedJobOperation, async (c) => {
    const problem = await retryFailedJob(dependencies, c.req.param('id'));
    if (problem) return sendProblem(c, dependencies, problem);
    return prefersPage(c) ? c.redirect('/jobs?retried', 303) : c.body(null, 202);
  });

  return routes;
}

/** Reads what the page shows beside the failed jobs: how long the oldest job waits, and what each form holds. */
async function readOverview({ records, forms, clock }: Dependencies) {
  const [oldest, totals] = await Promise.all([
    records.jobs.findOldestDue(clock().toISOString()),
    Promise.all(
      [...forms.values()].map(async ({ slug, title }) => ({
        title,
        totals: await records.submissions.findTotals(slug),
      })),
    ),
  ]);
  return { oldestDueAt: oldest?.dueAt, forms: totals };
}

function describeFailedJob({ id, kind, form, createdAt, diedAt: failedAt, attempts, error }: DeadJobRecord) {
  return { id, kind, form, createdAt, failedAt, attempts, error };
}

/** Adds the kind for which the page has a name. A job of another version of the app may be of none. */
function withKnownKind(job: ReturnType<typeof describeFailedJob>) {
  return { ...job, knownKind: isJobKind(job.kind) ? job.kind : undefined };
}
