import type { User } from '../../../src/accounts/users/user.ts';
import { documents } from '../../../src/forms/definitions/documents.ts';
import { runJob } from '../../../src/jobs/run-job.ts';
import { Problem } from '../../../src/problems/problem.ts';
import { type Decision, decide } from '../../../src/review/decide.ts';
import { beginReview } from '../../../src/review/review.ts';
import { listFreeJobs } from '../../jobs/job-stage.ts';
import type { Client } from '../../support/client.ts';
import type { TestApp } from '../../support/test-app.ts';

/** Decides about the submissions of the form Documents, as far as a few days go. The newest is still being sorted in. */
export async function reviewDocuments(
  { dependencies: ports }: TestApp,
  boss: User,
  others: readonly User[],
): Promise<void> {
  const [first = boss, second = boss] = others;
  const decisions: readonly (readonly Decision[])[] = [
    [],
    [
      { kind: 'label-added', label: 'urgent' },
      { kind: 'assignee', assignee: personOf(boss) },
    ],
    [
      { kind: 'state', state: 'in-review' },
      { kind: 'assignee', assignee: personOf(first) },
      { kind: 'label-added', label: 'autumn exhibition' },
      { kind: 'label-added', label: 'insurance' },
    ],
    [
      { kind: 'assignee', assignee: personOf(second) },
      { kind: 'state', state: 'accepted' },
    ],
    [{ kind: 'state', state: 'returned', message: 'Please send the second page too.' }],
    [{ kind: 'state', state: 'declined' }],
  ];
  const { submissions } = await ports.records.submissions.list({ form: documents.slug }, 100);
  for (const [at, submission] of submissions.slice(1).entries()) {
    let before = await beginReview(ports, documents, submission);
    if (!before) throw new Error('A submission is gone.');
    for (const decision of decisions[at % decisions.length] ?? []) {
      if (!before) throw new Error('A submission was deleted.');
      const after = await decide(ports, { form: documents, submission, before }, personOf(boss), decision);
      if (after instanceof Problem) throw new Error(`A decision was refused: ${after.message.code}`);
      before = after;
    }
  }
}

const personOf = ({ id, username }: User) => ({ id, username });

/** Decides about many documents, and returns the paths of one that waits for its confirmation and of one that ended. */
export async function decideAboutMany(testApp: TestApp, client: Client): Promise<{ waiting: string; ended: string }> {
  const path = '/forms/documents/submissions/decisions';
  const decide = async (filter: string) => {
    const decision = { kind: 'state', state: 'accepted', note: 'As agreed on Thursday.' };
    const response = await client.post(path, { json: { filter, decision } });
    for (const job of await listFreeJobs(testApp.dependencies))
      if (job.kind === 'bulk') await runJob(testApp.dependencies, job, () => false);
    return response.headers.get('Location') ?? '';
  };
  const waiting = await decide('state=new');
  const ended = await decide('state=in-review&label=insurance');
  const id = ended.split('/').at(-1) ?? '';
  const { records } = testApp.dependencies;
  const page = await records.bulks.findPage(id, 1);
  const [first] = page?.entries ?? [];
  if (first)
    await client.post(`/submissions/${first.id}/events`, {
      json: { version: first.version, kind: 'note', note: 'Wait.' },
    });
  await client.post(`${ended}/start`);
  for (const job of await listFreeJobs(testApp.dependencies))
    if (job.kind === 'bulk') await runJob(testApp.dependencies, job, () => false);
  return { waiting, ended };
}
