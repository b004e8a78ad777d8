import * as z from 'zod';
import type { Dependencies } from '../dependencies.ts';
import { prefersPage } from '../http/negotiation.ts';
import { sendProblem } from '../http/send-problem.tsx';
import { message } from '../messages/message.ts';
import { lazySchema } from '../openapi/lazy-schema.ts';
import { operation } from '../openapi/operation.ts';
import { listOf, pageQuery, toCursor } from '../openapi/pagination.ts';
import { createRouter, route } from '../openapi/router.ts';
import { identifier, time } from '../openapi/string-formats.ts';
import { invalidValues, says } from '../problems/validation.ts';
import { findingViews } from '../scanning/finding-views.ts';
import { ScanJson } from './files/schemas.ts';

const FindingJson = lazySchema(() =>
  z
    .strictObject({
      fileId: identifier(),
      filename: z.string().meta({ example: 'invoice.zip' }),
      form: z.string().meta({ example: 'documents' }),
      submissionId: identifier().nullable().meta({ description: 'Null for a file that was refused before.' }),
      waitingSince: time()
        .nullable()
        .meta({ description: 'For a file that waits for its scan for more than ten minutes.' }),
      scan: ScanJson(),
    })
    .meta({ id: 'Finding' }),
);

const listFindingsOperation = operation({
  tag: { name: 'Scans', description: 'The search for malware in files.' },
  access: 'admins',
  method: 'get',
  path: '/scans',
  operationId: 'listFindings',
  summary: 'List what scans have found',
  description:
    'Files with malware, files that could not be scanned, and files that wait for their scan for more than ten minutes. Some pages may have fewer than `limit`.',
  query: pageQuery('FOUND|OPEN').extend({
    show: z
      .enum(findingViews, says(message('not-one-of', { options: findingViews })))
      .default('open')
      .meta({
        default: 'open',
        description: '`open`: what was found, but for files that reviewers have released. `waiting`: files that wait.',
      }),
  }),
  responses: {
    200: {
      description: 'One page of findings, the newest first.',
      json: listOf('FindingList', FindingJson),
      page: true,
    },
  },
});

/** Lists what scans have found, for admins. */
export function scans(dependencies: Dependencies) {
  const routes = createRouter();

  route(routes, listFindingsOperation, async (c) => {
    const { limit, cursor, show } = c.req.valid('query');
    const { describeFinding, listFindings, listOfView, toShownFinding } = await import('../scanning/findings.ts');
    if (cursor !== undefined && !cursor.startsWith(listOfView(show)))
      return sendProblem(c, dependencies, invalidValues([{ field: 'cursor', message: message('cursor-unknown') }]));
    const [{ uploads, next }, open] = await Promise.all([
      listFindings(dependencies, show, limit, cursor),
      prefersPage(c) ? dependencies.records.findings.countOpen() : undefined,
    ]);
    const nextCursor = toCursor(next);
    if (!open) return c.json({ items: uploads.map(describeFinding), nextCursor }, 200);
    c.set('openFindings', open);
    const [{ renderPage }, { FindingsPage }] = await Promise.all([
      import('../http/render-page.tsx'),
      import('../views/findings-page.tsx'),
    ]);
    return renderPage(
      c,
      dependencies,
      ({ pages }) => pages.scans.title,
      <FindingsPage
        show={show}
        findings={uploads.map((upload) => toShownFinding(dependencies, upload))}
        nextPath={nextCursor && `/scans?show=${show}&limit=${limit}&cursor=${nextCursor}`}
      />,
    );
  });

  return routes;
}
