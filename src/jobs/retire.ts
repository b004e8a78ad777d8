import { deleteSubmission } from '../review/deletion.ts';
import { dayMs } from '../values/duration.ts';
import type { RunJob } from './job-run.ts';

const pageSize = 50;

/** Deletes the submissions of a form that are older than the days for which it keeps them, the oldest first. */
export const retireSubmissions: RunJob<'retire'> = async ({ ports, args, isNearEnd, keepPlace }) => {
  const form = ports.forms.get(args.form);
  if (form?.keepForDays === undefined) return 'done';
  const { keepForDays: keptForDays } = form;
  const before = new Date(ports.clock().getTime() - keptForDays * dayMs).toISOString();
  let after: string | undefined;
  do {
    const page = await ports.records.submissions.listOldest(form, before, pageSize, after);
    for (const id of page.ids) {
      // What was deleted is no longer in the list, so the next run begins at its start.
      if (isNearEnd()) return { goOnFrom: null };
      await deleteSubmission(ports, id, { keptForDays });
    }
    after = page.next ?? undefined;
    if (after !== undefined) await keepPlace(null);
  } while (after !== undefined);
  return 'done';
};
