import type * as z from 'zod';
import type { Dependencies } from '../../dependencies.ts';
import { requireUser } from '../../http/guards.ts';
import { prefersPage } from '../../http/negotiation.ts';
import { check, readJsonOrForm } from '../../http/request-body.ts';
import { sendProblem } from '../../http/send-problem.tsx';
import { operation } from '../../openapi/operation.ts';
import { createRouter, route } from '../../openapi/router.ts';
import { Problem } from '../../problems/problem.ts';
import type { Release } from '../../scanning/release-file.ts';
import { readId } from '../../values/id.ts';
import { ScanJson } from '../files/schemas.ts';
import { pathAfterDecision } from './path-after-decision.ts';
import { ReleaseBody } from './review-schemas.ts';

const releaseFileOperation = operation({
  tag: 'Files',
  access: 'signed-in',
  method: 'post',
  path: '/files/{id}/release',
  operationId: 'releaseFile',
  summary: 'Release a file that could not be scanned',
  description:
    'For those who may decide about its form. It names the state and the time of the scan that was seen; after another verdict meanwhile it is a conflict, which names what was `expected` and what is `current`. So is a note on a file that another reviewer has released already, where nothing would keep it. It becomes an event of the history.',
  jsonOrForm: ReleaseBody,
  responses: {
    200: { description: 'The file can be fetched.', json: ScanJson },
    303: { description: 'After an HTML form: redirects to the submission.' },
  },
  problems: ['conflict'],
});

/** Lets reviewers open the gate of files that could not be scanned. */
export function releases(dependencies: Dependencies) {
  const { forms } = dependencies;
  const routes = createRouter();

  route(routes, releaseFileOperation, async (c) => {
    const user = requireUser(c);
    const id = readId(c.req.param('id'));
    if (!id) return sendProblem(c, dependencies, new Problem('not-found', 'no-such-file'));
    const [{ findDecidedFile, releaseFile }, { describeScan }] = await Promise.all([
      import('../../scanning/release-file.ts'),
      import('../../submissions/file-scans.ts'),
    ]);
    const decided = await findDecidedFile(dependencies, forms, user, id);
    if (decided instanceof Problem) return sendProblem(c, dependencies, decided);
    const body = await readJsonOrForm(c);
    const input = check(ReleaseBody, 'form' in body ? fromPost(body.form) : body.json);
    const released =
      input instanceof Problem ? input : await releaseFile(dependencies, forms, user, id, toRelease(input));
    if (!(released instanceof Problem)) {
      if ('form' in body) return c.redirect(pathAfterDecision(c, released.submissionId), 303);
      return c.json(describeScan(released.scan, true), 200);
    }
    if (!('form' in body) || !prefersPage(c)) return sendProblem(c, dependencies, released);
    // The page shows the scan as it is now, with what was typed.
    const post = new URLSearchParams([...body.form, ['kind', 'release'], ['file', id]]);
    const { showReview } = await import('./show-review.tsx');
    return showReview(c, dependencies, decided.submission, undefined, { problem: released, post, changes: [] });
  });

  return routes;
}

function toRelease({ state, at, note }: z.output<typeof ReleaseBody>): Release {
  return { seen: { state, at }, note };
}

/** Converts a posted form to the JSON that it stands for. */
function fromPost(post: URLSearchParams): Record<string, unknown> {
  const note = post.get('note');
  return { state: post.get('state'), at: post.get('at') || null, ...(note !== null && { note }) };
}
