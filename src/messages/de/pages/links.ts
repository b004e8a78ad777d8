import type { linkPages as english } from '../../en/pages/links.ts';
import type { Translation } from '../../messages.ts';
import { formats } from '../formats.ts';

/** Texts of the pages on which people make links to share, and see what became of them. */
export const linkPages = {
  title: 'Links',
  /** The title of the links to one submission, with the submission's. */
  titleOf: ({ name }: { name: string }) => `${name} teilen`,
  /** The link on the page of a submission. */
  share: 'Per Link teilen',
  introduction: 'Mit diesen Links holen Menschen ohne Konto Dateien ab. Sie können einen Link jederzeit widerrufen.',
  none: 'Sie haben keine Links. Öffnen Sie eine Einsendung und wählen Sie „Per Link teilen“.',
  noneHere: 'Zu dieser Einsendung gibt es noch keine Links.',
  listTitle: 'Links zu dieser Einsendung',
  older: 'Ältere Links',
  all: 'Alle meine Links',
  toSubmission: 'Zur Einsendung',

  newTitle: 'Link erstellen',
  newHint: 'Wer den Link hat, kann die Dateien ohne Konto abholen, bis er abläuft oder Sie ihn widerrufen.',
  what: 'Was geteilt wird',
  /** The whole submission, with the number of its files. */
  everything: ({ count }: { count: number }) =>
    formats.plural(count, { one: 'Alles (# Datei)', other: 'Alles (# Dateien)' }),
  expiresInDays: 'Ablauf nach (Tagen)',
  expiresInDaysHint: ({ max }: { max: number }) =>
    formats.plural(max, { one: 'Höchstens # Tag.', other: 'Höchstens # Tage.' }),
  password: 'Passwort',
  passwordHint: ({ characters }: { characters: number }) =>
    `Mindestens ${formats.number(characters)} Zeichen. Geben Sie es auf anderem Weg weiter als den Link.`,
  maxUses: 'Zahl der Downloads',
  maxUsesHint:
    'Jedes Mal, wenn jemand die Schaltfläche zum Herunterladen drückt, zählt einmal. Das Öffnen der Seite zählt nie.',
  maxUsesBound: ({ max }: { max: number }) => `Höchstens ${formats.number(max)}.`,
  make: 'Link erstellen',

  madeTitle: 'Ihr neuer Link',
  link: 'Link',
  madeHint: 'Kopieren Sie ihn jetzt. Sie sehen ihn nicht noch einmal.',
  madeFacts: 'Er öffnet {what} und läuft ab: {time}.',
  qrCode: 'QR-Code des Links',
  qrHint: 'Scannen Sie ihn mit einem Handy.',
  readerSees:
    'Die Empfänger sehen Namen und Größen der Dateien und wer sie teilt, und laden sie mit einer Schaltfläche herunter.',
  readerSeesPassword: 'Die Empfänger werden zuerst nach dem Passwort gefragt und sehen davor nichts von den Dateien.',
  command: 'Für Programme',
  commandLabel: 'Befehl für ein Terminal',
  commandHint: 'Er speichert die Datei unter ihrem Namen.',
  commandHintOfSeveral: 'Er gibt die Dateien mit ihren Adressen aus, die fünf Minuten lang gelten.',
  commandPassword: 'Setzen Sie das Passwort an die Stelle von PASSWORD.',

  states: {
    works: 'Gilt',
    expired: 'Abgelaufen',
    'used-up': 'Aufgebraucht',
    revoked: 'Widerrufen',
    blocked: 'Aus: Wer ihn erstellt hat, darf nicht mehr teilen',
  },
  hasPassword: 'Mit Passwort',
  madeBy: 'Von {who}',
  uses: ({ count }: { count: number }) =>
    count === 0 ? 'Noch nie verwendet' : formats.plural(count, { one: '# Mal verwendet', other: '# Mal verwendet' }),
  usesOf: ({ count, max }: { count: number; max: number }) =>
    `${formats.number(count)} von ${formats.number(max)} Mal verwendet`,
  lastUsed: 'Zuletzt verwendet: {time}',
  expires: 'Ablauf: {time}',
  expired: 'Abgelaufen: {time}',
  revokedAt: 'Widerrufen: {time}',
  /** The list of each use. */
  eachUse: 'Jede Verwendung',
  usedWith: '{time} mit {client}',
  usedFile: '{time} mit {client}: {file}',
  olderUses: 'Ältere Verwendungen sind nicht aufgeführt.',

  revoke: 'Widerrufen',
  revokeOf: ({ name }: { name: string }) => `Link widerrufen: ${name}`,
  revokeQuestion:
    'Der Link gilt sofort nicht mehr; ein begonnener Download kann noch zu Ende laufen. Das ist endgültig.',
  confirmRevoke: 'Link widerrufen',
  revoked: 'Der Link ist widerrufen.',
} satisfies Translation<typeof english>;
