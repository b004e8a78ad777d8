import type { reviews as english } from '../en/reviews.ts';
import type { Translation } from '../messages.ts';
import { formats } from './formats.ts';

/** Sentences about the review of submissions. */
export const reviews = {
  'review-state-unknown': 'Diesen Status gibt es im Formular nicht. Wählen Sie einen aus der Liste.',
  'review-message-missing': 'Schreiben Sie der einsendenden Person, was sie ändern soll.',
  'review-note-missing': 'Schreiben Sie eine Notiz.',
  'review-closed': 'Diese Einsendung wurde zurückgezogen oder ersetzt. Eine Notiz ist noch möglich.',
  'review-changed':
    'Die Einsendung hat sich geändert, seit Sie sie geöffnet haben. Sehen Sie sie noch einmal an und entscheiden Sie dann.',
  'review-label-invalid': 'Verwenden Sie für ein Etikett 1 bis 40 Zeichen in einer Zeile.',
  'review-labels-too-many': ({ max }) =>
    `Eine Einsendung kann höchstens ${formats.number(max)} Etiketten haben. Entfernen Sie zuerst eines.`,
  'review-no-such-reviewer': 'Niemand mit diesem Namen prüft dieses Formular.',
  'search-without-words': 'Geben Sie Buchstaben oder Ziffern ein, nach denen gesucht werden soll.',
  'date-expected': 'Geben Sie ein Datum wie 2026-11-20 ein.',
  'last-day-too-early': 'Dieser Tag liegt vor dem ersten. Wählen Sie einen späteren.',
  'review-reviewer-ambiguous': 'Zwei Prüfende dieses Formulars heißen so. Geben Sie die E-Mail-Adresse an.',
  'review-words-too-long': ({ max }) => `Verwenden Sie höchstens ${formats.number(max)} Zeichen.`,
  'review-version-missing': 'Nennen Sie die Version der Prüfung, die Sie gesehen haben.',
  'review-kind-unknown': 'Wählen Sie, was zu tun ist: ein Status, eine Zuweisung, ein Etikett oder eine Notiz.',
  'history-for-reviewers': 'Nur Prüfende dieses Formulars können den Verlauf einer Einsendung sehen.',
  'history-format-unknown': 'Den Verlauf gibt es als json oder jsonl.',
  'withdrawal-too-late': 'Diese Einsendung wird schon geprüft. Sie lässt sich nicht mehr zurückziehen.',
  'withdrawal-not-yours': 'Nur wer etwas gesendet hat, kann es zurückziehen.',
  'new-version-not-possible':
    'Zu dieser Einsendung lässt sich keine neue Fassung mehr senden. Öffnen Sie sie, um den Stand zu sehen.',
  'deciders-only': 'Sie dürfen diese Einsendungen lesen. Fragen Sie einen Admin, wenn Sie darüber entscheiden sollen.',
  'submission-deleted': ({ at, by, why }) =>
    `${by} hat diese Einsendung am ${formats.dateTime(at)} gelöscht. Der Grund: ${why}`,
  'submission-kept-no-longer': ({ at, days }) =>
    `Diese Einsendung wurde am ${formats.dateTime(at)} gelöscht: Ihr Formular bewahrt sie ${formats.plural(days, { one: '# Tag', other: '# Tage' })} auf.`,
  'deletion-reason-missing': 'Schreiben Sie, warum die Einsendung gelöscht wird.',
  'deletion-reason-too-long': ({ max }) => `Schreiben Sie den Grund in höchstens ${max} Zeichen.`,
} satisfies Translation<typeof english>;
