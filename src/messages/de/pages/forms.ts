import type { Messages } from '../../messages.ts';

/** Texts of the start page, the list of forms, and the pages of a form. */
export const formPages = {
  homeTitle: 'Dateien per Formular',
  welcomeTitle: 'Willkommen',
  title: 'Formulare',

  errorTitle: ({ title }) => `Fehler: ${title}`,
  nothingSent: 'Es wurde noch nichts gesendet',
  optional: '(freiwillig)',
  chooseOption: 'Bitte auswählen',
  send: 'Absenden',

  chooseFile: 'Datei auswählen',
  chooseFiles: 'Dateien auswählen',
  dropFile: 'oder irgendwo auf diese Seite ziehen oder ein Bild einfügen',
  dropFiles: 'oder irgendwo auf diese Seite ziehen oder ein Bild einfügen',
  allFileTypes: 'Alle Dateitypen',
  fileName: 'Name der Datei',
  fileNameHint: 'Ohne Angabe behält die Datei ihren eigenen Namen.',
  addFile: 'Datei hinzufügen',
  fileFacts: '{file}, {type}, {size}',
  pause: 'Anhalten {file}',
  resume: 'Fortsetzen {file}',
  tryAgain: 'Noch einmal versuchen {file}',
  cancel: 'Abbrechen {file}',
  remove: 'Entfernen {file}',
  undo: 'Rückgängig {file}',
  discard: 'Verwerfen {file}',
  signInInNewTab: 'Anmelden (öffnet einen neuen Tab)',
  takeBack: 'Noch nicht absenden',

  stepTitle: ({ formTitle, label }) => `${formTitle}: ${label}`,
  oneAtATime: 'Dateien werden einzeln gesendet. Danach können Sie eine weitere hinzufügen.',
  ifXmlPage: ({ size }) =>
    `Wenn Sie nach dem Senden eine XML-Fehlerseite sehen, ist die Datei größer als ${size}: Gehen Sie zurück und wählen Sie eine andere.`,
  sendFile: 'Diese Datei senden',
  backWithoutFile: 'Ohne Datei zurück zum Formular',

  leftOut:
    'Dieses Formular hat sich geändert, seit Sie es geöffnet haben. Diese Angaben konnten nicht übernommen werden:',
  everythingKept: 'Alles, was Sie ausgefüllt haben, bleibt auf dieser Seite erhalten.',
  sendAgain: 'Noch einmal absenden',
} satisfies Messages['pages']['forms'];
