import type { scanPages as english } from '../../en/pages/scans.ts';
import type { Translation } from '../../messages.ts';
import { formats } from '../formats.ts';

/** Texts of the page of scans, and of the scan of a file wherever it is shown. */
export const scanPages = {
  states: {
    waiting: 'Wird geprüft',
    clean: 'Geprüft',
    infected: 'Schadsoftware',
    unscannable: 'Nicht geprüft',
    failed: 'Nicht geprüft',
  },
  released: 'Freigegeben',
  found: 'Gefunden:',
  reasons: {
    encrypted: 'Sie ist mit einem Passwort geschützt.',
    'too-large': 'Sie ist zu groß für das Prüfprogramm.',
    'not-supported': 'Das Prüfprogramm kann sie nicht lesen.',
  },
  closed: {
    waiting: 'Sie können sie öffnen, sobald die Prüfung fertig ist, meist nach wenigen Minuten.',
    infected: 'Die Datei wurde entfernt.',
    unscannable: 'Wer entscheiden darf, kann sie freigeben.',
    failed: 'Wer entscheiden darf, kann sie freigeben.',
  },
  openForSubmitter: 'Sie können sie öffnen. Andere können es nach einer Freigabe.',
  removed: ({ count }) =>
    formats.plural(count, {
      one: 'In einer Datei wurde Schadsoftware gefunden. Sie wurde deshalb entfernt. Senden Sie eine saubere, wenn sie gebraucht wird.',
      other:
        'In # Dateien wurde Schadsoftware gefunden. Sie wurden deshalb entfernt. Senden Sie saubere, wenn sie gebraucht werden.',
    }),
  refreshes: 'Ihre Dateien werden auf Schadsoftware geprüft. Diese Seite aktualisiert sich von selbst.',
  closedTitles: {
    waiting: 'Diese Datei wird geprüft',
    infected: 'Diese Datei wurde entfernt',
    unscannable: 'Diese Datei wurde nicht geprüft',
    failed: 'Diese Datei wurde nicht geprüft',
  },
  looksAgain: 'Diese Seite sieht von selbst wieder nach und öffnet die Datei, sobald sie sicher ist.',
  lookAgain: 'Noch einmal nachsehen',
  toSubmission: 'Einsendung',
  release: 'Ungeprüft freigeben',
  releaseOf: ({ file }) => `${file} ungeprüft freigeben`,
  seen: 'Sie sahen',
  now: 'Jetzt',
  title: 'Prüfungen',
  views: { open: 'Anzusehen', waiting: 'Wartend', released: 'Freigegeben' },
  introductions: {
    open: 'Dateien mit Schadsoftware und Dateien, die sich nicht prüfen ließen, aus den letzten Monaten.',
    waiting: 'Dateien, die seit mehr als zehn Minuten auf ihre Prüfung warten.',
    released: 'Dateien, die ungeprüft freigegeben wurden.',
  },
  overdue: 'Mehr als eine Stunde',
  releasedBy: 'Freigegeben von {who}, {time}',
  openFindings: 'offene Funde',
  notTakenOver:
    'In diesen Dateien wurde Schadsoftware gefunden. Die neue Fassung übernimmt sie nicht: Wählen Sie andere Dateien an ihrer Stelle.',
  none: {
    open: 'Es wurde nichts gefunden.',
    waiting: 'Keine Datei wartet so lange.',
    released: 'Keine Datei wurde freigegeben.',
  },
  older: 'Ältere Funde',
} satisfies Translation<typeof english>;
