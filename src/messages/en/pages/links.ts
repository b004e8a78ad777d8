import { formats } from '../formats.ts';

/** Texts of the pages on which people make links to share, and see what became of them. */
export const linkPages = {
  title: 'Links',
  /** The title of the links to one submission, with the submission's. */
  titleOf: ({ name }: { name: string }) => `Share ${name}`,
  /** The link on the page of a submission. */
  share: 'Share by link',
  introduction: 'People without an account fetch files by these links. You can revoke a link at any time.',
  none: 'You have no links. To make one, open a submission and choose “Share by link”.',
  noneHere: 'There are no links to this submission yet.',
  listTitle: 'Links to this submission',
  older: 'Older links',
  all: 'All my links',
  toSubmission: 'To the submission',

  newTitle: 'Make a link',
  newHint: 'People who have the link can fetch the files without an account, until it expires or you revoke it.',
  what: 'What to share',
  /** The whole submission, with the number of its files. */
  everything: ({ count }: { count: number }) =>
    formats.plural(count, { one: 'Everything (# file)', other: 'Everything (# files)' }),
  expiresInDays: 'Expires after (days)',
  expiresInDaysHint: ({ max }: { max: number }) =>
    formats.plural(max, { one: 'At most # day.', other: 'At most # days.' }),
  password: 'Password',
  passwordHint: ({ characters }: { characters: number }) =>
    `At least ${formats.number(characters)} characters. Pass it on by another way than the link.`,
  maxUses: 'Number of downloads',
  maxUsesHint: 'Each time that someone presses the button to download counts once. Opening the page never does.',
  maxUsesBound: ({ max }: { max: number }) => `At most ${formats.number(max)}.`,
  make: 'Make link',

  madeTitle: 'Your new link',
  link: 'Link',
  madeHint: 'Copy it now. You won’t see it again.',
  madeFacts: 'It opens {what} and expires {time}.',
  qrCode: 'QR code of the link',
  qrHint: 'Scan it with a phone.',
  readerSees: 'The reader sees the names and sizes of the files and who shared them, and downloads by a button.',
  readerSeesPassword: 'The reader is asked for the password first, and sees nothing of the files before.',
  command: 'For programs',
  commandLabel: 'Command for a terminal',
  commandHint: 'It saves the file under its name.',
  /** Of a link to several files. */
  commandHintOfSeveral: 'It prints the files with their addresses, which are valid for five minutes.',
  commandPassword: 'Put the password in place of PASSWORD.',

  states: {
    works: 'Works',
    expired: 'Expired',
    'used-up': 'Used up',
    revoked: 'Revoked',
    blocked: 'Off: its maker has lost the right to share',
  },
  hasPassword: 'With a password',
  madeBy: 'By {who}',
  uses: ({ count }: { count: number }) =>
    count === 0 ? 'Never used' : formats.plural(count, { one: 'Used once', other: 'Used # times' }),
  usesOf: ({ count, max }: { count: number; max: number }) =>
    `Used ${formats.number(count)} of ${formats.plural(max, { one: '# time', other: '# times' })}`,
  lastUsed: 'Last used {time}',
  expires: 'Expires {time}',
  expired: 'Expired {time}',
  revokedAt: 'Revoked {time}',
  /** The list of each use. */
  eachUse: 'Each use',
  usedWith: '{time} with {client}',
  usedFile: '{time} with {client}: {file}',
  olderUses: 'Older uses are not shown.',

  revoke: 'Revoke',
  revokeOf: ({ name }: { name: string }) => `Revoke the link to ${name}`,
  revokeQuestion: 'The link stops working at once; a download that has begun may run to its end. You can’t undo this.',
  confirmRevoke: 'Revoke link',
  revoked: 'The link is revoked.',
} as const;
