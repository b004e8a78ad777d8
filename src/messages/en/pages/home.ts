/** Texts of the start page and of the list of forms. */
export const home = {
  /** The heading for a user; `{name}` is their name. */
  welcome: 'Welcome, {name}',
  pictureOf: (name: string) => `Picture of ${name}`,
  sendFiles: 'Send files',
  latest: 'My latest submissions',
  allSubmissions: 'All submissions',
  noSubmissions: 'Nothing sent yet. Choose a form above to begin.',
  noForms: 'There are no forms for you at the moment.',
  title: 'Send files of any size',
  lead: 'Fill in a form, add your files, and get a receipt.',
  signInToBegin: 'Sign in to begin',
  assurances: {
    private: 'Private',
    privateText:
      'Your files go straight from your browser into private storage. Only people who may see them can get them back.',
    checked: 'Checked',
    checkedText: 'Each file is checked when it arrives, so that you know it is complete.',
    onRecord: 'On record',
    onRecordText: 'You get a receipt, and can open what you sent at any time.',
  },
} as const;
