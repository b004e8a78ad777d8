import { formats } from '../formats.ts';

/** Texts of the page that people without an account see behind a link. */
export const openSharePages = {
  title: 'Files for you',
  locked: 'This link needs a password',
  lockedHint: 'The person who sent you the link can tell you the password.',
  password: 'Password',
  open: 'Open',
  sharedBy: '{sender} shares {count} with you.',
  pause: 'Once opened, the files stay here for half an hour in this browser.',
  download: 'Download',
  fromForm: 'Sent with the form “{form}”',
  worksUntil: 'The link expires {time}',
  usesLeft: ({ count }: { count: number }) =>
    formats.plural(count, { one: 'The link can be opened # more time', other: 'The link can be opened # more times' }),
  files: ({ count }: { count: number }) => formats.plural(count, { one: '# file', other: '# files' }),
  downloadOf: ({ filename }: { filename: string }) => `Download ${filename}`,
  waiting: 'Being checked for malware',
  infected: 'Malware was found; this file can’t be downloaded',
  unchecked: 'Couldn’t be checked for malware; this file can’t be downloaded',
} as const;
