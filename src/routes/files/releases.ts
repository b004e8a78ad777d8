import type { Dependencies } from '../../dependencies.ts';
import { requireUser } from '../../http/guards.ts';
import { prefersPage } from '../../http/negotiation.ts';
import { sendProblem } from '../../http/send-problem.tsx';
import { operation } from '../../openapi/operation.ts';
import { createRouter, route } from '../../openapi/router.ts';
import { Problem } from '../../problems/problem.ts';
import { readId } from '../../values/id.ts';
import { ScanJson } from './schemas.ts';

const releaseFileOperation = operation({
  tag: 'Files',
  access: 'signed-in',
  method: 'post',
  path: '/files/{id}/release',
  operationId: 'releaseFile',
  summary: 'Release a file that could not be scanned',
  description: 'For those who may decide about its form. It becomes an event of the history.',
  responses: {
    200: { description: 'The file can be fetched.', json: ScanJson },
    303: { description: 'After an HTML form: redirects to the submission.' },
  },
  problems: ['conflict'],
});

/** Lets reviewers open the gate of files that could not be scanned. */
export function releases(dependencies: Dependencies) {
  const routes = createRouter();

  route(routes, releaseFileOperation, async (c) => {
    const id = readId(c.req.param('id'));
    if (!id) return sendProblem(c, dependencies, new Problem('not-found', 'no-such-file'));
    const [{ releaseFile }, { describeScan }] = await Promise.all([
      import('../../scanning/release-file.ts'),
      import('../../submissions/file-scans.ts'),
    ]);
    const released = await releaseFile(dependencies, dependencies.forms, requireUser(c), id);
    if (released instanceof Problem) return sendProblem(c, dependencies, released);
    if (prefersPage(c)) return c.redirect(`/submissions/${released.submissionId}`, 303);
    return c.json(describeScan(released.scan, true), 200);
  });

  return routes;
}
