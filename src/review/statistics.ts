import type { Form } from '../forms/define-form.ts';
import type { Forms } from '../forms/registry.ts';
import { ownStates } from '../forms/review-terms.ts';
import type { Ports } from '../ports.ts';
import type { Counter } from '../records/count-records.ts';
import { countedDays, sumSince } from '../records/day-counts.ts';
import { dayMs } from '../values/duration.ts';

/** The jobs of a kind that are counted, at most; more are "or more". */
const mostFailedJobs = 100;
const mostJobsOfLane = 60;

/** Returns what happened with the forms in the last days, from counters alone: no list is read for it. */
export async function readStatistics(ports: Ports & { readonly forms: Forms }) {
  const { records, forms, clock } = ports;
  const now = clock();
  const from = new Date(now.getTime() - (countedDays - 1) * dayMs).toISOString();
  const [byForm, limits, waiting, failed] = await Promise.all([
    Promise.all([...forms.values()].map((form) => readForm(ports, form, from))),
    records.counts.findSignInLimit(),
    records.jobs.countDue(now.toISOString(), mostJobsOfLane),
    records.jobs.listDead(mostFailedJobs),
  ]);
  return {
    days: countedDays,
    forms: byForm,
    signInLimitsReached: limits ? sumSince(limits, 'seen', from) : 0,
    waitingJobs: waiting,
    failedJobs: { count: failed.items.length, isCutShort: failed.next !== null },
  };
}

async function readForm({ records }: Ports, form: Form, from: string) {
  const [counters, totals] = await Promise.all([
    records.counts.list(form.slug),
    records.submissions.findTotals(form.slug),
  ]);
  const of = (prefix: string) => counters.filter(({ sk }) => sk.startsWith(`${prefix}#`));
  const seen = (prefix: string) => sumOf(of(prefix), (counter) => sumSince(counter, 'seen', from));
  const accepting = form.review.states.filter(({ part }) => part === 'accepted');
  return {
    form: form.slug,
    states: statesOf(form, counters),
    funnel: {
      // A form without files has no such step.
      started: Object.keys(form.fileFields).length === 0 ? null : seen('STARTED'),
      sent: sumOf(of('STATE'), (counter) => sumSince(counter, 'sent', from)),
      accepted: sumOf(
        accepting.flatMap(({ name }) => of(`STATE#${name}`)),
        (counter) => sumSince(counter, 'entered', from),
      ),
    },
    rejected: rejectedOf(of('REJECTED'), from),
    stored: totals ? { files: totals.files, bytes: totals.bytes, countedAt: totals.countedAt } : null,
  };
}

/** Returns the numbers of the declared states, and of others in which submissions are. */
function statesOf({ review: { states } }: Form, counters: readonly Counter[]): Record<string, number> {
  const numbers: Record<string, number> = Object.fromEntries(states.map(({ name }) => [name, 0]));
  for (const { sk, count = 0 } of counters) {
    const state = /^STATE#(?<state>.+)#\d+$/.exec(sk)?.groups?.state;
    if (state === undefined) continue;
    const isShown = Object.hasOwn(numbers, state) || Object.hasOwn(ownStates, state) || count !== 0;
    if (isShown) numbers[state] = (numbers[state] ?? 0) + count;
  }
  return numbers;
}

/** Returns the numbers of files that were not accepted, by reason, the most frequent one first. */
function rejectedOf(counters: readonly Counter[], from: string): Record<string, number> {
  const numbers = new Map<string, number>();
  for (const counter of counters) {
    const reason = counter.sk.split('#')[1] ?? '';
    numbers.set(reason, (numbers.get(reason) ?? 0) + sumSince(counter, 'seen', from));
  }
  return Object.fromEntries([...numbers].filter(([, count]) => count > 0).sort(([, one], [, other]) => other - one));
}

function sumOf(counters: readonly Counter[], count: (counter: Counter) => number): number {
  return counters.reduce((sum, counter) => sum + count(counter), 0);
}
