/** Texts of the page on which reviewers decide about a submission, and of what its submitter sees of that. */
export const reviewPages = {
  state: 'State',
  saved: 'Saved.',
  decision: 'Decision',
  message: 'Message to the submitter',
  messageHint: 'The submitter reads it. To return something, write what should change.',
  decide: 'Save decision',
  readOnly: 'You may read this submission. Others decide about it.',
  closed: 'This submission is closed: its submitter withdrew or replaced it.',

  assignee: 'Assignee',
  unassigned: 'Unassigned',
  assignToMe: 'Assign to me',
  unassign: 'Remove assignee',
  assignOther: 'Assign to another reviewer',
  nameOrEmail: 'Name or email of a reviewer',
  assign: 'Assign',

  labels: 'Labels',
  noLabels: 'No labels',
  newLabel: 'New label',
  addLabel: 'Add label',
  removeLabel: ({ label }: { label: string }) => `Remove the label ${label}`,

  note: 'Note',
  noteHint: 'For reviewers only: the submitter never sees it.',
  addNote: 'Add note',

  history: 'History',
  downloadHistory: 'Download the history',
  olderEvents: 'Older events are in the download.',
  toSubmitter: 'To the submitter',
  /** The app itself, as the one who acted. */
  app: 'The app',
  /** What happened, by the kind of the event. A kind of a later version of the app is `unknown`. */
  events: {
    received: '{who} sent it',
    state: '{who} changed the state from {from} to {to}',
    assigned: '{who} assigned it to {to}',
    unassigned: '{who} removed the assignee {from}',
    'label-added': '{who} added the label {to}',
    'label-removed': '{who} removed the label {from}',
    note: '{who} wrote a note',
    withdrawn: '{who} withdrew it',
    superseded: '{who} sent a newer version',
    released: '{who} released {to}, which was not checked',
    infected: '{to} contained malware and was removed',
    shared: '{who} made a link to {to} that expires {until}',
    'share-revoked': '{who} revoked the link to {to}',
    unknown: '{who}: {kind}',
  },
  /** What a link opens, where it is no single file. */
  sharedEverything: 'the whole submission',

  changedTitle: 'Someone else changed this meanwhile',
  changedHint:
    'Nothing of yours was saved. What you typed is still in its place below: look at the changes, then decide.',

  preview: 'Preview {file}',
  noPreview: 'No preview of this picture. Download it to see it.',
  table: 'To the list',
  neighbours: 'Submissions of the list',
  previous: 'Previous',
  next: 'Next',
  keys: 'Keys: {next} next, {previous} previous, {decide} decision',

  earlierVersion: 'The earlier version',
  newerVersion: 'The newer version',
  versions: 'Versions',

  returnedTitle: 'This was returned to you',
  returnedHint: 'Send a new version: your values and files are filled in already.',
  sendNewVersion: 'Send a new version',
  reviewersMessage: 'Message from the reviewers',
  withdraw: 'Withdraw',
  withdrawQuestion: 'Reviewers will not look at it any more. You can send the form again at any time.',
  withdrawConfirm: 'Yes, withdraw it',

  newVersionOf: ({ number }: { number: string }) => `New version of no. ${number}`,
  newVersionHint: 'Your values and files are filled in. Change what was asked for, then send the form.',
} as const;
