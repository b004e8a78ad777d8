import type { Messages } from '../../messages.ts';
import { formats } from '../formats.ts';

/** Texts of lists of submissions and of receipts. */
export const submissionPages = {
  title: 'Einsendungen',
  none: 'Es wurde noch nichts gesendet.',
  chooseForm: 'Formular auswählen',
  older: 'Ältere Einsendungen',
  receiptTitle: ({ formTitle, number }) => `${formTitle} Nr. ${number}`,
  fileAndMore: ({ more }) =>
    more === 0 ? '{file}' : `{file} und ${formats.plural(more, { one: '# weitere', other: '# weitere' })}`,

  thanks: 'Vielen Dank. Ihr Formular ist bei uns angekommen.',
  thanksForFiles: ({ count, size }) =>
    `Vielen Dank. Wir haben ${formats.plural(count, { one: '# Datei', other: '# Dateien' })} erhalten (${size}).`,
  notKept: 'Das Formular hat sich während des Ausfüllens geändert. Diese Angaben wurden nicht übernommen:',
  reference: 'Referenz',
  received: 'Eingegangen',
  from: 'Von',
  yes: 'Ja',
  no: 'Nein',
  open: 'Öffnen {file}',
  download: 'Herunterladen {file}',
  print: 'Drucken',
  sendAnother: 'Weiteres senden',
  all: 'Alle Einsendungen',
} satisfies Messages['pages']['submissions'];
