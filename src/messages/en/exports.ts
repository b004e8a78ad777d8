/** Sentences about exports. */
export const exportSentences = {
  'export-limit-own': ({ max }: { max: number }) =>
    `You already have ${max} exports running. Wait until one is ready, or remove one.`,
  'export-limit-shared': 'Many exports are running at the moment. Try again in a few minutes.',
  'no-such-export': 'There is no such export. Exports are kept for a day; start a new one.',
  'export-not-ready': 'This export is not ready yet. Its page shows how far it is.',
  'export-what-expected': 'Choose a form or a submission to export.',
  'export-zip-only': 'A single submission can be exported as a zip file.',
  'export-changed': 'The export moved on at this moment. Try again.',
  'export-damaged':
    'The archive did not become what was planned, twice. Start a new export; if this happens again, tell an admin.',
  'export-files-change': 'Files changed again and again while the archive was made. Start a new export in a while.',
  'export-failed': 'The export could not be made. Start a new one; if this happens again, tell an admin.',
  'export-holds-deleted':
    'A submission that may be in this export was deleted since it was made. Make the export again.',
  'export-holds-malware':
    'A scan has found malware in a file of this export. Make the export again: it leaves that file out.',
  'export-rights-lost': 'Your rights changed while the export was made. Ask an admin if you still need it.',
  'export-to-make-again':
    'The rules for the files of this export have changed since it was made, or it can no longer be checked. Make the export again.',
  'export-too-many-files':
    'There are too many files for one export. Filter the submissions and export them in smaller groups.',
} as const;
