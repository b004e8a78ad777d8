import type { exportPages as english } from '../../en/pages/exports.ts';
import type { Translation } from '../../messages.ts';
import { formats } from '../formats.ts';

/** Texts of the pages of exports, and of what is in an export. */
export const exportPages = {
  title: 'Exporte',
  /** The title of an export's page, with the name of its files. */
  titleOf: ({ name }: { name: string }) => `Export von ${name}`,
  introduction: 'Ein Export bleibt einen Tag, nachdem er fertig ist.',
  none: 'Sie haben keine Exporte.',
  /** The button on a receipt. */
  downloadAll: 'Alles als ZIP herunterladen',
  /** The buttons beside the table of submissions. */
  exportAs: { zip: 'Dateien als ZIP exportieren', csv: 'Als CSV exportieren', jsonl: 'Als JSON-Zeilen exportieren' },
  kinds: { zip: 'ZIP mit allen Dateien', csv: 'Tabelle (CSV)', jsonl: 'Tabelle (JSON-Zeilen)' },
  states: { planning: 'Sucht die Dateien', building: 'Wird erstellt', ready: 'Fertig', failed: 'Nicht gelungen' },
  /** How many bytes are there, of how many. */
  progress: ({ done, total }: { done: string; total: string }) => `${done} von ${total}`,
  progressSoFar: ({ done }: { done: string }) => `Bisher ${done}`,
  secondsLeft: ({ count }: { count: number }) =>
    formats.plural(count, { one: 'noch etwa # Sekunde', other: 'noch etwa # Sekunden' }),
  minutesLeft: ({ count }: { count: number }) =>
    formats.plural(count, { one: 'noch etwa # Minute', other: 'noch etwa # Minuten' }),
  refreshes: 'Diese Seite lädt sich von selbst neu. Sie können sie schließen: Der Export läuft weiter.',
  readyUntil: 'Ihr Export ist fertig. Er läuft ab: {time}.',
  download: '{file} herunterladen',
  files: ({ count }: { count: number }) => formats.plural(count, { one: '# Datei', other: '# Dateien' }),
  submissions: ({ count }: { count: number }) =>
    formats.plural(count, { one: '# Einsendung', other: '# Einsendungen' }),
  filesMissing: ({ count }: { count: number }) =>
    formats.plural(count, {
      one: '# Datei fehlt; das Verzeichnis nennt den Grund.',
      other: '# Dateien fehlen; das Verzeichnis nennt die Gründe.',
    }),
  remove: 'Entfernen',
  removeOf: ({ name }: { name: string }) => `${name} entfernen`,
  removeQuestion: 'Der Export und seine Dateien werden sofort entfernt. Die Einsendungen bleiben.',
  confirmRemove: 'Export entfernen',
  removed: 'Der Export wurde entfernt.',
  all: 'Alle Exporte',
  older: 'Ältere Exporte',
  /** The link to the one submission of an export. */
  source: 'Einsendung',
  /** The name of the buttons beside the table of submissions. */
  exportHeading: 'Exportieren, was die Tabelle zeigt',
  /** Why a file is not in an archive. */
  missing: {
    gone: 'Die Datei ist nicht mehr da',
    changed: 'Die Datei ist nicht mehr die gesendete',
    noVerdict: 'Das Ergebnis ihrer Prüfung auf Schadsoftware ist nicht zu finden',
    waiting: 'Die Prüfung auf Schadsoftware läuft noch',
    infected: 'Sie enthielt Schadsoftware',
    unscannable: 'Sie ließ sich nicht auf Schadsoftware prüfen',
    failed: 'Sie ließ sich nicht auf Schadsoftware prüfen',
  },
  /** The heads of the columns that every table has. */
  columns: {
    number: 'Nummer',
    id: 'ID',
    sent: 'Gesendet',
    from: 'Von',
    state: 'Status',
    assignee: 'Zuständig',
    labels: 'Labels',
  },
} satisfies Translation<typeof english>;
