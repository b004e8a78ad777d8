import type { Messages } from '../../messages.ts';
import { formats } from '../formats.ts';

/** Texts of the page on which admins see the work that goes on after requests. */
export const jobPages = {
  title: 'Hintergrundarbeiten',
  introduction: 'Was nach einer Anfrage weiterläuft: Prüfsummen, Zählungen und Aufräumen.',
  /** When the oldest job that waits or runs was due. */
  oldestDue: 'Die älteste Aufgabe war {time} fällig.',
  nothingWaits: 'Keine Aufgabe wartet.',
  failedTitle: 'Fehlgeschlagene Aufgaben',
  nothingFailed: 'Keine Aufgabe ist fehlgeschlagen.',
  failedFacts: 'Fehlgeschlagen {time} nach {attempts}',
  attempts: ({ count }) => formats.plural(count, { one: '# Versuch', other: '# Versuchen' }),
  runAgain: 'Erneut ausführen',
  runAgainOf: ({ job }) => `Erneut ausführen: ${job}`,
  willRun: 'Die Aufgabe wird erneut ausgeführt.',
  olderJobs: 'Ältere Aufgaben',
  totalsTitle: 'Formulare',
  submissions: ({ count }) => formats.plural(count, { one: '# Einsendung', other: '# Einsendungen' }),
  files: ({ count }) => formats.plural(count, { one: '# Datei', other: '# Dateien' }),
  countedAt: 'Gezählt {time}',
  notCounted: 'Noch nicht gezählt.',
  kinds: {
    bulk: 'Über viele Einsendungen entscheiden',
    crc: 'Prüfsummen berechnen',
    delete: 'Einreichung löschen',
    expire: 'Abgelaufene Uploads entfernen',
    'export-finish': 'Export fertigstellen',
    'export-plan': 'Export planen',
    'export-range': 'Teil eines Exports senden',
    'export-rows': 'Tabelle schreiben',
    index: 'Einsendung einsortieren',
    preview: 'Vorschaubilder erstellen',
    quarantine: 'Infizierte Datei entfernen',
    scan: 'Dateien prüfen',
    recount: 'Einsendungen zählen',
    reindex: 'Alle Einsendungen neu einsortieren',
    retire: 'Löschen, was ein Formular nicht länger aufbewahrt',
  },
} satisfies Messages['pages']['jobs'];
