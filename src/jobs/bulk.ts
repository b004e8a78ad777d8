import * as z from 'zod';
import { toUser } from '../accounts/users/user.ts';
import type { Form } from '../forms/define-form.ts';
import { type Message, message } from '../messages/message.ts';
import type { BulkRecord } from '../records/bulk-record.ts';
import { type ListPlace, listNextPage } from '../review/bulk-list.ts';
import { carryOutPage } from '../review/bulk-page.ts';
import { failsForGood, type JobOutcome, type JobPorts, type JobRun, type RunJob } from './job-run.ts';

const Place = z.object({
  phase: z.enum(['listing', 'running']),
  page: z.int(),
  after: z.string().nullable(),
  found: z.int(),
});
type Place = z.infer<typeof Place>;

const beginning: ListPlace = { page: 1, after: null, found: 0 };

/**
 * Carries out one decision about many submissions. It first makes the list of them, then it changes one after the other.
 * It ends where a person must look at the number first; their confirmation is a job of its own.
 */
export const runBulk: RunJob<'bulk'> = async (run) => {
  try {
    return await goOn(run);
  } catch (error) {
    if (failsForGood(run, error)) await giveUp(run.ports, run.args.bulkId);
    throw error;
  }
};

async function goOn({ ports, args, place: kept, isNearEnd, keepPlace }: JobRun<'bulk'>): Promise<JobOutcome> {
  const { bulkId } = args;
  const { bulks } = ports.records;
  let place = Place.safeParse(kept).data;
  for (;;) {
    if (isNearEnd()) return { goOnFrom: place };
    const bulk = await bulks.find(bulkId);
    if (!bulk) return 'done';
    if (bulk.phase !== 'listing' && bulk.phase !== 'running') {
      // One that a person stopped has ended when its worker is no longer at work.
      if (bulk.phase === 'stopped' && !bulk.endedAt) await bulks.move(bulk, { endedAt: ports.clock().toISOString() });
      await bulks.leaveSlot(bulk);
      return 'done';
    }
    const form = await findDecidable(ports, bulk);
    place = 'slug' in form ? await takeStep(ports, form, bulk, place) : await stop(ports, bulk, form);
    if (place) await keepPlace(place);
  }
}

/** Stops a decision whose job fails for good, so that its page says so and its person may make another. */
async function giveUp(ports: JobPorts, bulkId: string): Promise<void> {
  const bulk = await ports.records.bulks.find(bulkId);
  if (bulk?.phase !== 'listing' && bulk?.phase !== 'running') return;
  await stop(ports, bulk, message('bulk-failed'));
  await ports.records.bulks.leaveSlot(bulk);
}

/** Does the next step. Returns the place of the one after it; `undefined` when the phase is another one now. */
async function takeStep(
  ports: JobPorts,
  form: Form,
  bulk: BulkRecord,
  place: Place | undefined,
): Promise<Place | undefined> {
  // The place of another phase, or of none: all of this phase once more, since what is done stays done.
  const here = place?.phase === bulk.phase ? place : beginning;
  if (bulk.phase === 'listing') {
    const next = await listNextPage(ports, form, bulk, here);
    return next && { phase: 'listing', ...next };
  }
  await carryOutPage(ports, form, bulk, here.page);
  if (here.page < (bulk.pages ?? 0)) return { ...beginning, phase: 'running', page: here.page + 1 };
  await ports.records.bulks.move(bulk, { phase: 'done', endedAt: ports.clock().toISOString() });
  return undefined;
}

/** Returns the form, or the reason for which its person may not decide about it any more. */
async function findDecidable({ records, forms }: JobPorts, { form: slug, actor }: BulkRecord): Promise<Form | Message> {
  const form = forms.get(slug);
  if (!form) return message('no-such-form');
  const user = await records.users.find(actor.id);
  return user?.isActive && form.mayDecide(toUser(user)) ? form : message('bulk-right-lost');
}

async function stop({ records, clock }: JobPorts, bulk: BulkRecord, reason: Message): Promise<undefined> {
  await records.bulks.move(bulk, { phase: 'stopped', reason, endedAt: clock().toISOString() });
}
