import { formats } from '../formats.ts';

/** Texts of the page on which admins see the work that goes on after requests. */
export const jobPages = {
  title: 'Background work',
  introduction: 'Work that goes on after a request: checksums, counts and cleaning up.',
  /** When the oldest job that waits or runs was due. */
  oldestDue: 'The oldest job was due {time}.',
  nothingWaits: 'No job is waiting.',
  failedTitle: 'Failed jobs',
  nothingFailed: 'No job has failed.',
  failedFacts: 'Failed {time} after {attempts}',
  attempts: ({ count }: { count: number }) => formats.plural(count, { one: '# attempt', other: '# attempts' }),
  runAgain: 'Run again',
  runAgainOf: ({ job }: { job: string }) => `Run again: ${job}`,
  willRun: 'The job will run again.',
  olderJobs: 'Older jobs',
  totalsTitle: 'Forms',
  submissions: ({ count }: { count: number }) => formats.plural(count, { one: '# submission', other: '# submissions' }),
  files: ({ count }: { count: number }) => formats.plural(count, { one: '# file', other: '# files' }),
  countedAt: 'Counted {time}',
  notCounted: 'Not counted yet.',
  kinds: {
    bulk: 'Decide about many submissions',
    crc: 'Compute checksums',
    delete: 'Delete a submission',
    expire: 'Remove expired uploads',
    'export-finish': 'Finish an export',
    'export-plan': 'Plan an export',
    'export-range': 'Send a part of an export',
    'export-rows': 'Write a table',
    index: 'Sort a submission in',
    recount: 'Count submissions',
    reindex: 'Sort all submissions in again',
    retire: 'Delete what a form keeps no longer',
  },
} as const;
