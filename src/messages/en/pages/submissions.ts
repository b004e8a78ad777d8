import { formats } from '../formats.ts';

/** Texts of lists of submissions and of receipts. */
export const submissionPages = {
  title: 'Submissions',
  none: 'Nothing has been sent yet.',
  chooseForm: 'Choose a form',
  older: 'Older submissions',
  /** The title of a submission without one of its own. */
  receiptTitle: ({ formTitle, number }: { formTitle: string; number: number }) => `${formTitle} no. ${number}`,
  /** A first file, and how many more there are. */
  fileAndMore: ({ more }: { more: number }) =>
    more === 0 ? '{file}' : `{file} and ${formats.plural(more, { one: '# more', other: '# more' })}`,

  thanks: 'Thank you. We have received your form.',
  thanksForFiles: ({ count, size }: { count: number; size: string }) =>
    `Thank you. We have received ${formats.plural(count, { one: '# file', other: '# files' })} (${size}).`,
  /** What stands above a list of labels. */
  notKept: 'The form changed while it was being filled in. These answers were not kept:',
  reference: 'Reference',
  received: 'Received',
  from: 'From',
  yes: 'Yes',
  no: 'No',
  open: 'Open {file}',
  download: 'Download {file}',
  print: 'Print',
  sendAnother: 'Send another',
  all: 'All submissions',
} as const;
