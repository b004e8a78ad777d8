import type { User } from '../accounts/users/user.ts';
import type { Form } from '../forms/define-form.ts';
import { message } from '../messages/message.ts';
import { handOver, newJob } from '../outbox/outbox.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problems/problem.ts';
import type { BulkPage, BulkRecord } from '../records/bulk-record.ts';
import { maxRunningBulks } from '../records/bulk-records.ts';
import type { IndexFilter } from '../records/submission-index.ts';
import { dayMs } from '../values/duration.ts';
import { newId, readId } from '../values/id.ts';
import { toPages } from './bulk-list.ts';
import { listSelection, type Selected } from './bulk-selection.ts';
import { type Decision, faultOfDecision } from './decide.ts';

/** The days for which a bulk decision can be looked at and undone. */
const keptDays = 30;

/** What a reviewer decides about many submissions. */
export interface BulkRequest {
  readonly decision: Decision;
  readonly of: { readonly selected: readonly Selected[] } | { readonly query: string; readonly filter: IndexFilter };
  /** The number of submissions that the reviewer saw; another one is refused before the first change. */
  readonly expected?: number | undefined;
  /** True when the number is shown, and confirmed, before the first change. */
  readonly asksFirst: boolean;
  readonly requestId?: string | undefined;
}

/** Begins a decision about many submissions; refused when one of a selection changed since the reviewer saw it. */
export async function startBulk(
  ports: Ports,
  form: Form,
  user: User,
  { decision, of, expected, asksFirst, requestId }: BulkRequest,
): Promise<BulkRecord | Problem> {
  const fault = faultOfDecision(form, decision);
  if (fault) return fault;
  const bulk = newBulk(ports, form, user, decision);
  if ('filter' in of) {
    const from = { kind: 'filter', query: of.query, filter: of.filter } as const;
    return add(ports, { ...bulk, from, asksFirst, ...(expected !== undefined && { expected }) }, [], requestId);
  }
  const entries = await listSelection(ports, form, of.selected);
  if (entries instanceof Problem) return entries;
  if (expected !== undefined && expected !== entries.length)
    return new Problem('conflict', message('bulk-count-changed', { expected, found: entries.length }));
  const pages = toPages(entries);
  const phase = asksFirst ? 'waiting' : 'running';
  return add(ports, { ...bulk, phase, total: entries.length, pages: pages.length }, pages, requestId);
}

/** Returns a bulk decision of a form. */
export async function findBulk({ records, clock }: Ports, form: Form, id: string): Promise<BulkRecord | Problem> {
  const known = readId(id);
  const bulk = known && (await records.bulks.find(known));
  const isThere = bulk && bulk.form === form.slug && bulk.expiresAt > clock().toISOString();
  return isThere ? bulk : new Problem('not-found', 'no-such-bulk');
}

/**
 * Begins the changes of a bulk decision that waits for it. From then on it is the decision of the user who began it: the
 * histories name that user.
 */
export async function confirmBulk(
  ports: Ports,
  { id, username }: User,
  waiting: BulkRecord,
  requestId?: string,
): Promise<BulkRecord | Problem> {
  const bulk = { ...waiting, actor: { id, username } };
  const job = jobOf(ports, bulk, requestId);
  if (bulk.phase !== 'waiting') return isOver();
  if (!(await ports.records.bulks.confirm(bulk, job, ports.clock()))) return whyNot(ports, bulk, 'waiting');
  await handOver(ports, [job]);
  return { ...bulk, phase: 'running' };
}

/** Stops a bulk decision. What it has changed stays; its worker ends with the page that it is at. */
export async function stopBulk({ records, clock }: Ports, bulk: BulkRecord): Promise<undefined | Problem> {
  if (bulk.phase === 'running') return (await records.bulks.move(bulk, { phase: 'stopped' })) ? undefined : isOver();
  if (bulk.phase !== 'waiting' && bulk.phase !== 'listing') return isOver();
  const isMoved = await records.bulks.move(bulk, { phase: 'cancelled', endedAt: clock().toISOString() });
  return isMoved ? undefined : isOver();
}

/** True when a bulk decision has ended, may have changed something, and nothing undoes it yet, which happens once. */
export function canUndo({ phase, from, done, endedAt, undoneBy }: BulkRecord): boolean {
  // One that was stopped may have changed more than its numbers say: they are of whole pages.
  const hasChanges = phase === 'stopped' || (phase === 'done' && done > 0);
  return hasChanges && endedAt !== undefined && undoneBy === undefined && from.kind !== 'undo';
}

/** Begins a bulk decision that takes back the changes of another, where nothing happened since. */
export async function undoBulk(
  ports: Ports,
  form: Form,
  user: User,
  bulk: BulkRecord,
  requestId?: string,
): Promise<BulkRecord | Problem> {
  if (!canUndo(bulk)) return isOver();
  const from = { kind: 'undo', of: bulk.id } as const;
  return add(ports, { ...newBulk(ports, form, user, bulk.decision), from }, [], requestId);
}

function newBulk({ clock }: Ports, form: Form, { id, username }: User, decision: Decision): BulkRecord {
  const now = clock();
  return {
    id: newId(),
    form: form.slug,
    actor: { id, username },
    decision,
    from: { kind: 'selection' },
    phase: 'listing',
    ...{ done: 0, unchanged: 0, failed: 0 },
    startedAt: now.toISOString(),
    expiresAt: new Date(now.getTime() + keptDays * dayMs).toISOString(),
  };
}

async function add(
  ports: Ports,
  bulk: BulkRecord,
  pages: readonly BulkPage[],
  requestId: string | undefined,
): Promise<BulkRecord | Problem> {
  const { bulks } = ports.records;
  if (bulk.phase === 'waiting') {
    await bulks.addWaiting(bulk, pages);
    return bulk;
  }
  const job = jobOf(ports, bulk, requestId);
  if (!(await bulks.add(bulk, job, ports.clock(), pages))) {
    const undone = bulk.from.kind === 'undo' ? await bulks.find(bulk.from.of) : undefined;
    return undone ? whyNot(ports, undone, undone.phase) : tooManyRunning();
  }
  await handOver(ports, [job]);
  return bulk;
}

function jobOf({ clock }: Ports, { id, form }: BulkRecord, requestId: string | undefined) {
  return newJob('bulk', { bulkId: id }, { now: clock(), form, requestId });
}

/** Returns why a bulk decision could not go on: it changed, or its person has too many. */
async function whyNot({ records }: Ports, before: BulkRecord, phase: BulkRecord['phase']): Promise<Problem> {
  const now = await records.bulks.find(before.id);
  return now?.phase !== phase || now.undoneBy !== undefined ? isOver() : tooManyRunning();
}

const isOver = () => new Problem('conflict', 'bulk-over');
const tooManyRunning = () => new Problem('limit-reached', message('bulk-too-many-running', { max: maxRunningBulks }));
