import type { Context } from 'hono';
import type { Dependencies } from '../dependencies.ts';
import type { Problem } from '../problems/problem.ts';
import type { SubmissionRecord } from '../records/submission-records.ts';
import { maySeeSubmission, submissionNotFound } from '../submissions/policy.ts';
import { readId } from '../values/id.ts';
import type { AppEnv } from './app-env.ts';
import { requireUser } from './guards.ts';

/** Returns the submission that a request names; one that the user may not see counts as not found. */
export async function findVisible(c: Context<AppEnv>, dependencies: Dependencies): Promise<SubmissionRecord | Problem> {
  const { records, forms } = dependencies;
  const user = requireUser(c);
  const id = readId(c.req.param('id') ?? '');
  const submission = id ? await records.submissions.find(id) : undefined;
  const isVisible = submission && maySeeSubmission(user, submission, forms);
  return isVisible ? submission : submissionNotFound(dependencies, forms, user, id);
}
