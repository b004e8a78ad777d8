import * as z from 'zod';
import type { Form } from '../forms/define-form.ts';
import { ownStates } from '../forms/review-terms.ts';
import type { CountedList, Counter } from '../records/count-records.ts';
import { countedDays } from '../records/day-counts.ts';
import { shardsOf } from '../records/index-items.ts';
import { dayMs } from '../values/duration.ts';
import type { JobOutcome, JobRun } from './job-run.ts';

/** The walks along a list that changes all the time. The count of the next day tries again. */
const maxWalks = 3;

/** The place in a walk: the list, the changes of its counter at its beginning, and the items so far. */
export const WalkPlace = z.object({
  list: z.string(),
  changes: z.int().optional(),
  count: z.int(),
  next: z.string().nullable(),
});
type Walk = Omit<z.infer<typeof WalkPlace>, 'list'>;

/**
 * Corrects the counters of a form's states by their lists, while reviewers go on. A counter and its list change in one
 * transaction: where the counter has not changed during a walk along the list, the walk has found the right number.
 */
export async function recountStates(
  run: Pick<JobRun<'recount'>, 'ports' | 'isNearEnd' | 'keepPlace'>,
  slug: string,
  place: z.infer<typeof WalkPlace> | undefined,
): Promise<JobOutcome> {
  const { counts } = run.ports.records;
  const counters = await counts.list(slug);
  const before = new Date(run.ports.clock().getTime() - (countedDays + 1) * dayMs).toISOString();
  await counts.forgetDays(counters, before);
  for (const list of listsOf(slug, run.ports.forms.get(slug), counters)) {
    if (place !== undefined && nameOf(list) < place.list) continue;
    const outcome = await correctCounter(run, list, place?.list === nameOf(list) ? place : undefined);
    if (outcome !== 'done') return outcome;
  }
  return 'done';
}

async function correctCounter(
  { ports, isNearEnd, keepPlace }: Pick<JobRun<'recount'>, 'ports' | 'isNearEnd' | 'keepPlace'>,
  list: CountedList,
  begun: Walk | undefined,
): Promise<JobOutcome> {
  const { counts } = ports.records;
  let walk = begun;
  for (let walks = 0; walks < maxWalks; walks += 1) {
    const { changes } = walk ?? (await counts.find(list)) ?? {};
    walk ??= { ...(changes !== undefined && { changes }), count: 0, next: null };
    do {
      const keptPlace = { list: nameOf(list), ...walk };
      if (isNearEnd()) return { goOnFrom: keptPlace };
      if (walk.next !== null) await keepPlace(keptPlace);
      const part = await counts.countItems(list, walk.next);
      walk = { ...walk, count: walk.count + part.count, next: part.next };
    } while (walk.next !== null);
    const counter = await counts.find(list);
    const isRight = counter?.changes === changes && (counter?.count ?? 0) === walk.count;
    if (isRight || (await counts.correct(list, changes, walk.count))) return 'done';
    walk = undefined;
  }
  return 'done';
}

/** Returns the lists of all states that submissions of a form have or had, in the order of their names. */
function listsOf(slug: string, form: Form | undefined, counters: readonly Counter[]): CountedList[] {
  const known = counters.map(({ sk }) => /^STATE#(?<state>.+)#\d+$/.exec(sk)?.groups?.state);
  const declared = form?.review.states.map(({ name }) => name) ?? [];
  const states = new Set([...declared, ...Object.values(ownStates), ...known]);
  // A form that is no longer declared may have been busy.
  const shards = shardsOf(form?.isBusy ?? true);
  const lists = [...states].flatMap((state) =>
    state === undefined ? [] : shards.map((shard) => ({ form: slug, state, shard })),
  );
  return lists.toSorted((one, other) => (nameOf(one) < nameOf(other) ? -1 : 1));
}

const nameOf = ({ state, shard }: CountedList) => `${state}#${shard}`;
