import type { requests as english } from '../en/requests.ts';
import type { Translation } from '../messages.ts';
import { formats } from './formats.ts';

const askOperator = 'Wenn es wieder passiert, geben Sie dem Betreiber dieser Website Bescheid.';

/** Sentences about requests, before any of their values is looked at, and about what the app needs to answer them. */
export const requests = {
  'body-broken-off': 'Die Anfrage brach vor ihrem Ende ab. Senden Sie sie noch einmal.',
  'body-too-large':
    'Diese Anfrage ist zu groß. Dateien gehen direkt in den Speicher und werden nicht mit dem Formular gesendet.',
  'form-unreadable': 'Das Formular war nicht lesbar. Senden Sie es noch einmal.',
  'files-in-body': 'Dateien gehen direkt in den Speicher und werden nicht mit dem Formular gesendet.',
  'too-many-values': ({ max }) =>
    `Dieses Formular hat mehr als ${formats.number(max)} Werte. Senden Sie weniger auf einmal.`,
  'json-expected': 'Senden Sie JSON, mit dem Content-Type application/json.',
  'json-invalid': 'Der Body ist kein gültiges JSON. Berichtigen Sie ihn und senden Sie ihn noch einmal.',
  'json-not-utf8': 'Der Body ist kein gültiges UTF-8, wie es JSON verlangt. Speichern oder senden Sie ihn als UTF-8.',
  'json-too-deep': 'Das JSON ist zu tief verschachtelt. Senden Sie ein flacheres.',
  'json-member-twice': 'Ein Objekt im JSON hat dasselbe Element zweimal. Senden Sie jedes nur einmal.',
  'patch-without-json': 'Senden Sie JSON mit PATCH.',
  'no-such-address': 'Unter dieser Adresse gibt es nichts.',
  'method-not-allowed': ({ allowed }) => `Verwenden Sie hier eine dieser Methoden: ${allowed}.`,
  'foreign-origin':
    'Diese Anfrage kam nicht von unseren eigenen Seiten. Öffnen Sie die Seite neu und wiederholen Sie sie dort.',
  'internal-error':
    'Bei uns ist etwas schiefgegangen. Versuchen Sie es noch einmal. Wenn es wieder passiert, nennen Sie uns die Referenz für den Support.',
  'storage-unavailable': 'Der Speicher antwortet gerade nicht. Versuchen Sie es in ein paar Sekunden noch einmal.',
  'storage-unavailable-values-kept':
    'Der Speicher antwortet gerade nicht. Nichts ist verloren: Versuchen Sie es in ein paar Sekunden noch einmal.',

  'no-such-upstream': 'Einen Dienst dieses Namens gibt es hier nicht. Prüfen Sie die Adresse.',
  'upstream-path-unsafe':
    'Diese Adresse kann nicht weitergegeben werden: Ein Teil von ihr ist leer, besteht aus Punkten oder enthält einen Schrägstrich, einen umgekehrten Schrägstrich oder ein Steuerzeichen. Lassen Sie das weg.',
  'upstream-slow': ({ name }) =>
    `Der Dienst „${name}“ hat nicht rechtzeitig geantwortet. Versuchen Sie es noch einmal, oder fragen Sie nach weniger.`,
  'upstream-unreachable': ({ name }) =>
    `Der Dienst „${name}“ hat nicht geantwortet. Versuchen Sie es in ein paar Sekunden noch einmal. ${askOperator}`,
  'upstream-response-invalid': ({ name }) =>
    `Der Dienst „${name}“ gab eine Antwort, die nicht weitergegeben werden kann. ${askOperator}`,
} satisfies Translation<typeof english>;
