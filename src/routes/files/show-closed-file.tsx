import type { Context } from 'hono';
import type { Dependencies } from '../../dependencies.ts';
import type { AppEnv, ResponseWithoutJson } from '../../http/app-env.ts';
import { requireUser } from '../../http/guards.ts';
import { prefersPage } from '../../http/negotiation.ts';
import { renderPage, setProblemHeaders } from '../../http/render-page.tsx';
import { sendProblem } from '../../http/send-problem.tsx';
import { statusOf } from '../../http/status.ts';
import type { UploadRecord } from '../../records/upload-records.ts';
import { closedProblem, closedStateOf, lookAgainSeconds } from '../../submissions/closed-file.ts';
import { shownScan } from '../../submissions/file-scans.ts';
import { mayReviewSubmission } from '../../submissions/policy.ts';
import { ClosedFilePage } from '../../views/closed-file-page.tsx';

/**
 * Responds for a file whose gate is closed: a page that says why, or the problem. While the file is being scanned, the
 * page comes anew by itself, without a script, and leads to the file in the end.
 */
export async function showClosedFile(
  c: Context<AppEnv>,
  dependencies: Dependencies,
  { scan, filename, form, submissionId = '' }: UploadRecord,
): Promise<ResponseWithoutJson> {
  const problem = closedProblem(scan, mayReviewSubmission(requireUser(c), { form }, dependencies.forms));
  if (!prefersPage(c)) return sendProblem(c, dependencies, problem);
  setProblemHeaders(c, problem);
  const isWaiting = problem.kind === 'not-there-yet';
  if (isWaiting) c.header('Refresh', String(lookAgainSeconds));
  const { pathname, search } = new URL(c.req.url);
  return renderPage(
    c,
    dependencies,
    ({ pages }) => pages.scans.closedTitles[closedStateOf(scan)],
    <ClosedFilePage
      filename={filename}
      scan={shownScan(scan)}
      state={closedStateOf(scan)}
      problem={problem}
      path={isWaiting ? pathname + search : undefined}
      submissionPath={`/submissions/${submissionId}`}
    />,
    statusOf[problem.kind],
  );
}
