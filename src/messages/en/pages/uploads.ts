import type { PluralForms } from '../../formats.ts';

/**
 * Texts of the browser's script, which the page carries as data: `{name}` stands for a value. Of plural forms,
 * `{count}` decides.
 */
export const uploads = {
  preparing: 'Preparing…',
  waiting: 'Waiting…',
  progress: '{percent}, {sent} of {size}',
  progressAtSpeed: '{percent}, {sent} of {size}, {speed}/s, {left} left',
  paused: 'Paused at {sent} of {size}',
  offline: 'You’re offline. The upload will continue when you’re back online.',
  retrying: 'No answer at the moment. Trying again…',
  checking: 'Checking the file…',
  removing: 'Removing…',
  removed: 'Removed',
  complete: 'Uploaded',

  saidStarted: '{name} is being uploaded.',
  saidPercent: '{name}: {percent} uploaded.',
  saidComplete: '{name} is uploaded.',
  saidFailure: '{name}: {reason}',
  saidRemoved: '{name} was removed.',
  saidRestored: '{name} is back.',
  saidCancelled: 'The upload of {name} was cancelled.',

  totals: '{done} of {count} files, {sent} of {size}',
  totalsWithTime: '{done} of {count} files, {sent} of {size}, {left} left',
  unfinished: '{name}, {percent} sent. Choose it again to continue.',
  /** The name of a pasted picture. */
  screenshot: 'Screenshot {time}',

  duplicate: '{name} is already in the list.',
  fileEmpty: '{name} is empty. Choose another file.',
  fileTooLarge: '{name} is larger than {most}. Choose a smaller file.',
  fileTypeNotAccepted: '{name} can’t be uploaded: this file type isn’t accepted.',
  tooManyFiles: plural({
    one: 'Only one file can be sent here. Remove the others.',
    other: 'Only {count} files can be sent here. Choose fewer or remove some.',
  }),
  tooFewFiles: plural({ one: 'Choose a file.', other: 'Choose at least {count} files.' }),

  stillPaused: '{name} is paused. Resume or cancel it, then send the form.',
  notUploaded: '{name} wasn’t uploaded. Try again or remove it, then send the form.',
  notAccepted: '{name} wasn’t accepted. Remove it, then send the form.',
  sendingWhenUploaded: 'The form will be sent when the uploads are done.',
  sending: 'Sending…',

  'signed-out': 'You are signed out. Sign in, come back and choose “Try again”.',
  'connection-lost': 'The connection was lost. Check it, then choose “Try again”.',
  'app-busy': 'The server can’t take the file just now. Choose “Try again” in a few minutes.',
  'storage-busy': 'Storage can’t take the file just now. Choose “Try again” in a few minutes.',
  'app-refused': 'The server refused the file ({status}). Remove it and choose it again.',
  'storage-refused': 'Storage refused the file ({status}). Remove it and choose it again.',
  'file-not-accepted': 'The file wasn’t accepted. Remove it and choose another one.',
  'file-changed': 'The file has changed or can’t be read any more. Remove it and choose it again.',
  'upload-expired': 'The upload has expired. Choose “Try again”.',
  'piece-lost': 'A piece of the file was lost in storage. Choose “Try again”.',
  'page-failed': 'Something went wrong on this page. Reload it and choose the file again.',
} as const;

/** Keeps the type open for languages with more plural forms. */
function plural(forms: PluralForms): PluralForms {
  return forms;
}
