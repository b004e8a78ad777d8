import type { User } from '../../../src/accounts/users/user.ts';
import { documents } from '../../../src/forms/definitions/documents.ts';
import { Problem } from '../../../src/problems/problem.ts';
import { type Decision, decide } from '../../../src/review/decide.ts';
import { beginReview } from '../../../src/review/review.ts';
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
    for (const decision of decisions[at % decisions.length] ?? []) {
      if (!before) throw new Error('A submission was deleted.');
      const after = await decide(ports, { form: documents, submission, before }, personOf(boss), decision);
      if (after instanceof Problem) throw new Error(`A decision was refused: ${after.message.code}`);
      before = after;
    }
  }
}

const personOf = ({ id, username }: User) => ({ id, username });
