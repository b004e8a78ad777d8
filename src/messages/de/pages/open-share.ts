import type { Messages } from '../../messages.ts';
import { formats } from '../formats.ts';

/** Texts of the page that people without an account see behind a link. */
export const openSharePages = {
  title: 'Dateien für Sie',
  locked: 'Dieser Link braucht ein Passwort',
  lockedHint: 'Die Person, die Ihnen den Link geschickt hat, kann Ihnen das Passwort sagen.',
  password: 'Passwort',
  open: 'Öffnen',
  sharedBy: '{sender} teilt {count} mit Ihnen.',
  pause: 'Nach dem Öffnen bleiben die Dateien in diesem Browser eine halbe Stunde hier.',
  download: 'Herunterladen',
  fromForm: 'Gesendet mit dem Formular „{form}“',
  worksUntil: 'Der Link läuft ab: {time}',
  usesLeft: ({ count }) =>
    formats.plural(count, {
      one: 'Der Link kann noch #-mal geöffnet werden',
      other: 'Der Link kann noch #-mal geöffnet werden',
    }),
  files: ({ count }) => formats.plural(count, { one: '# Datei', other: '# Dateien' }),
  downloadOf: ({ filename }) => `${filename} herunterladen`,
  waiting: 'Wird auf Schadsoftware geprüft',
  infected: 'Schadsoftware gefunden; diese Datei kann nicht heruntergeladen werden',
  unchecked: 'Konnte nicht auf Schadsoftware geprüft werden; diese Datei kann nicht heruntergeladen werden',
} satisfies Messages['pages']['openShare'];
