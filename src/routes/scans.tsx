import * as z from 'zod';
import type { Dependencies } from '../dependencies.ts';
import { prefersPage } from '../http/negotiation.ts';
import { lazySchema } from '../openapi/lazy-schema.ts';
import { operation } from '../openapi/operation.ts';
import { listOf, pageQuery, toCursor } from '../openapi/pagination.ts';
import { createRouter, route } from '../openapi/router.ts';
import { identifier } from '../openapi/string-formats.ts';
import { ScanJson } from './files/schemas.ts';

const FindingJson = lazySchema(() =>
  z
    .strictObject({
      fileId: identifier(),
      filename: z.string().meta({ example: 'invoice.zip' }),
      form: z.string().meta({ example: 'documents' }),
      submissionId: identifier().nullable().meta({ description: 'Null for a file that was refused before.' }),
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
  description: 'Files with malware, and files that could not be scanned. Some pages may have fewer than `limit`.',
  query: pageQuery('FOUND'),
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
    const { limit, cursor } = c.req.valid('query');
    const { describeFinding, listFindings } = await import('../scanning/findings.ts');
    const { uploads, next } = await listFindings(dependencies, limit, cursor);
    const nextCursor = toCursor(next);
    if (!prefersPage(c)) return c.json({ items: uploads.map(describeFinding), nextCursor }, 200);
    const [{ renderPage }, { FindingsPage }, { toShownFinding }] = await Promise.all([
      import('../http/render-page.tsx'),
      import('../views/findings-page.tsx'),
      import('../scanning/findings.ts'),
    ]);
    return renderPage(
      c,
      dependencies,
      ({ pages }) => pages.scans.title,
      <FindingsPage
        findings={uploads.map((upload) => toShownFinding(dependencies.forms, upload))}
        nextPath={nextCursor && `/scans?limit=${limit}&cursor=${nextCursor}`}
      />,
    );
  });

  return routes;
}
