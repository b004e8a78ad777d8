/** Texts of the start page, the list of forms, and the pages of a form. */
export const formPages = {
  homeTitle: 'Files by form',
  welcomeTitle: 'Welcome',
  title: 'Forms',

  /** The title of a page that shows a problem. */
  errorTitle: ({ title }: { title: string }) => `Error: ${title}`,
  nothingSent: 'Nothing has been sent yet',
  optional: '(optional)',
  chooseOption: 'Choose an option',
  send: 'Send',

  chooseFile: 'Choose a file',
  chooseFiles: 'Choose files',
  dropFile: 'or drop it anywhere on this page, or paste a picture',
  dropFiles: 'or drop them anywhere on this page, or paste a picture',
  allFileTypes: 'All file types',
  fileName: 'Name of the file',
  fileNameHint: 'Leave it empty to keep the file’s own name.',
  addFile: 'Add a file',
  /** A file: name, type, size. */
  fileFacts: '{file}, {type}, {size}',
  pause: 'Pause {file}',
  resume: 'Resume {file}',
  tryAgain: 'Try again {file}',
  cancel: 'Cancel {file}',
  remove: 'Remove {file}',
  undo: 'Undo {file}',
  discard: 'Discard {file}',
  signInInNewTab: 'Sign in (opens a new tab)',
  takeBack: 'Don’t send yet',

  stepTitle: ({ formTitle, label }: { formTitle: string; label: string }) => `${formTitle}: ${label}`,
  oneAtATime: 'Files are sent one at a time. You can add another one afterwards.',
  ifXmlPage: ({ size }: { size: string }) =>
    `If you see an XML error page after sending, the file is larger than ${size}: go back and choose another one.`,
  sendFile: 'Send this file',
  backWithoutFile: 'Back to the form without a file',

  /** What stands above a list of labels. */
  leftOut: 'This form has changed since you opened it. What you filled in here could not be kept:',
  everythingKept: 'Everything you filled in is kept on this page.',
  sendAgain: 'Send again',
} as const;
