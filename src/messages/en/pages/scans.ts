import { formats } from '../formats.ts';

/** Texts of the page of scans, and of the scan of a file wherever it is shown. */
export const scanPages = {
  /** The state of a file's scan, as its badge says it. */
  states: {
    waiting: 'Being checked',
    clean: 'Checked',
    infected: 'Malware found',
    unscannable: 'Not checked',
    failed: 'Not checked',
  },
  released: 'Released',
  found: 'Found:',
  reasons: {
    encrypted: 'It is protected with a password.',
    'too-large': 'It is too large for the scanner.',
    'not-supported': 'The scanner can’t read it.',
  },
  /** What follows for a file that may not be fetched. */
  closed: {
    waiting: 'You can open it when the check is done, usually in a few minutes.',
    infected: 'The file was removed.',
    unscannable: 'A reviewer can release it.',
    failed: 'A reviewer can release it.',
  },
  /** What follows for a file that could not be scanned, and that its submitter may fetch. */
  openForSubmitter: 'You can open it. Others can when a reviewer releases it.',
  /** On a receipt, for its submitter. */
  removed: ({ count }: { count: number }) =>
    formats.plural(count, {
      one: 'A check found malware in one file, so that it was removed. If it is needed, send a clean one.',
      other: 'A check found malware in # files, so that they were removed. If they are needed, send clean ones.',
    }),
  /** On a receipt whose files are being scanned. */
  refreshes: 'Your files are being checked for malware. This page refreshes by itself.',
  /** The title of the page that a closed file shows. */
  closedTitles: {
    waiting: 'Checking this file',
    infected: 'This file was removed',
    unscannable: 'This file wasn’t checked',
    failed: 'This file wasn’t checked',
  },
  looksAgain: 'This page looks again by itself, and opens the file when it is safe.',
  lookAgain: 'Look again',
  toSubmission: 'Submission',
  release: 'Release unchecked',
  releaseOf: ({ file }: { file: string }) => `Release ${file} unchecked`,
  /** After a conflict: the scan that the reviewer saw, and the scan of now. */
  seen: 'You saw',
  now: 'Now',
  /** The page on which admins see what scans have found. */
  title: 'Scans',
  /** The views of the page: their links, and what each shows. */
  views: { open: 'To look at', waiting: 'Waiting', released: 'Released' },
  introductions: {
    open: 'Files with malware, and files that could not be checked, of the last months.',
    waiting: 'Files that have waited for their check for more than ten minutes.',
    released: 'Files that reviewers released without a check.',
  },
  /** How long a file waits. */
  overdue: 'More than an hour',
  releasedBy: 'Released by {who}, {time}',
  /** What the number beside the link to the page means. */
  openFindings: 'open findings',
  /** On the form of a new version, above the names of its files. */
  notTakenOver:
    'A check found malware in these files, so that the new version does not take them over. Choose other files in their place.',
  /** What each view says where it has no file. */
  none: { open: 'Nothing was found.', waiting: 'No file waits that long.', released: 'No file was released.' },
  older: 'Older findings',
} as const;
