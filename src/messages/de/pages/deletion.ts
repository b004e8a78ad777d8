import type { Messages } from '../../messages.ts';
import { formats } from '../formats.ts';

/** Texts about how long submissions are kept, and of the page on which admins delete one. */
export const deletionPages = {
  title: ({ formTitle, number }) => `${formTitle} Nr. ${number} löschen?`,
  question: 'Das lässt sich nicht rückgängig machen. Endgültig gelöscht werden:',
  values: 'alles, was ausgefüllt wurde',
  files: ({ count, size }) => `${formats.plural(count, { one: '# Datei', other: '# Dateien' })} (${size})`,
  history: 'Status, Notizen, Nachrichten und Verlauf',
  remains: 'Festgehalten bleibt, dass gelöscht wurde, wann, von wem und warum.',
  reason: 'Grund',
  reasonHint: 'Schreiben Sie hier nichts Persönliches: Der Grund bleibt gespeichert.',
  confirm: 'Endgültig löschen',
  cancel: 'Behalten',
  ask: 'Löschen',
  done: 'Die Einsendung wurde gelöscht. Ihre Dateien werden entfernt.',
  keptUntil: 'Aufbewahrt bis',
  keptFor: ({ days }) =>
    `Wir bewahren Ihre Einsendung ${formats.plural(days, { one: '# Tag', other: '# Tage' })} auf und löschen sie dann.`,
} satisfies Messages['pages']['deletion'];
