import * as z from 'zod';
import type { SubmissionRecord } from '../records/submission-records.ts';
import type { RunJob } from './job-run.ts';
import { recountStates, WalkPlace } from './recount-states.ts';

const pageSize = 100;

const Place = z.object({
  after: z.string().nullable(),
  submissions: z.int(),
  files: z.int(),
  bytes: z.number(),
});
type Place = z.infer<typeof Place>;

const beginning: Place = { after: null, submissions: 0, files: 0, bytes: 0 };

/**
 * Counts the submissions of a form, their files and bytes, and stores the totals with the time of the count. Then it
 * corrects the counters of states.
 */
export const recountForm: RunJob<'recount'> = async ({ ports, args: { form }, place, isNearEnd, keepPlace }) => {
  const { records, forms, clock } = ports;
  const run = { ports, isNearEnd, keepPlace };
  const walk = WalkPlace.safeParse(place).data;
  if (walk) return recountStates(run, form, walk);
  // A form that is no longer declared may have been busy.
  const list = { form, isBusy: forms.get(form)?.isBusy ?? true };
  let counted = Place.safeParse(place).data ?? beginning;
  do {
    if (isNearEnd()) return { goOnFrom: counted };
    const { submissions, next } = await records.submissions.list(list, pageSize, counted.after ?? undefined);
    counted = { ...submissions.reduce(countIn, counted), after: next };
    if (next !== null) await keepPlace(counted);
  } while (counted.after !== null);
  const { submissions, files, bytes } = counted;
  await records.submissions.keepTotals(form, { submissions, files, bytes, countedAt: clock().toISOString() });
  return recountStates(run, form, undefined);
};

function countIn(counted: Place, { files }: SubmissionRecord): Place {
  const all = Object.values(files).flat();
  return {
    ...counted,
    submissions: counted.submissions + 1,
    files: counted.files + all.length,
    bytes: counted.bytes + all.reduce((sum, { size }) => sum + size, 0),
  };
}
