import { formats } from '../formats.ts';

/** Texts of the pages of exports, and of what is in an export. */
export const exportPages = {
  title: 'Exports',
  /** The title of an export's page, with the name of its files. */
  titleOf: ({ name }: { name: string }) => `Export of ${name}`,
  introduction: 'An export is kept for a day after it is ready.',
  none: 'You have no exports.',
  /** The button on a receipt. */
  downloadAll: 'Download everything as zip',
  /** The buttons beside the table of submissions. */
  exportAs: { zip: 'Export files as zip', csv: 'Export as CSV', jsonl: 'Export as JSON lines' },
  kinds: { zip: 'Zip with all files', csv: 'Table (CSV)', jsonl: 'Table (JSON lines)' },
  states: { planning: 'Looking for the files', building: 'Being made', ready: 'Ready', failed: 'Not made' },
  /** How many bytes are there, of how many. */
  progress: ({ done, total }: { done: string; total: string }) => `${done} of ${total}`,
  progressSoFar: ({ done }: { done: string }) => `${done} so far`,
  secondsLeft: ({ count }: { count: number }) =>
    formats.plural(count, { one: 'about # second left', other: 'about # seconds left' }),
  minutesLeft: ({ count }: { count: number }) =>
    formats.plural(count, { one: 'about # minute left', other: 'about # minutes left' }),
  refreshes: 'This page refreshes by itself. You can close it: the export goes on.',
  readyUntil: 'Your export is ready. It expires {time}.',
  download: 'Download {file}',
  files: ({ count }: { count: number }) => formats.plural(count, { one: '# file', other: '# files' }),
  submissions: ({ count }: { count: number }) => formats.plural(count, { one: '# submission', other: '# submissions' }),
  filesMissing: ({ count }: { count: number }) =>
    formats.plural(count, {
      one: '# file is missing; the manifest says why.',
      other: '# files are missing; the manifest says why.',
    }),
  remove: 'Remove',
  removeOf: ({ name }: { name: string }) => `Remove ${name}`,
  removeQuestion: 'The export and its files are removed at once. The submissions stay.',
  confirmRemove: 'Remove export',
  removed: 'The export was removed.',
  all: 'All exports',
  older: 'Older exports',
  /** The link to the one submission of an export. */
  source: 'Submission',
  /** The name of the buttons beside the table of submissions. */
  exportHeading: 'Export what the table shows',
  /** Why a file is not in an archive. */
  missing: {
    gone: 'The file is no longer there',
    changed: 'The file is not what was sent any more',
    noVerdict: 'The result of its check for malware was not found',
    waiting: 'The check for malware is not done',
    infected: 'It contained malware',
    unscannable: 'It could not be checked for malware',
    failed: 'It could not be checked for malware',
  },
  /** The heads of the columns that every table has. */
  columns: {
    number: 'Number',
    id: 'ID',
    sent: 'Sent',
    from: 'From',
    state: 'State',
    assignee: 'Assignee',
    labels: 'Labels',
  },
} as const;
