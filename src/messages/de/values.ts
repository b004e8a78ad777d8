import type { values as english } from '../en/values.ts';
import type { Translation } from '../messages.ts';
import { textIn } from '../text.ts';
import { formats } from './formats.ts';

/** Sentences about the values of forms and JSON. */
export const values = {
  'values-invalid': 'Einige Angaben fehlen oder stimmen nicht.',
  'form-invalid': 'Bitte sehen Sie einige Felder noch einmal durch. Es wurde noch nichts gesendet.',
  'value-invalid': 'Diese Angabe stimmt nicht.',
  'value-missing': 'Füllen Sie dieses Feld aus.',
  'field-missing': ({ label, missing }) =>
    missing === undefined ? `Füllen Sie „${textIn(label, 'de')}“ aus.` : textIn(missing, 'de'),
  'no-such-field': 'Dieses Feld gibt es nicht.',
  'object-expected': 'Hier gehört ein JSON-Objekt hin.',
  'text-expected': 'Geben Sie Text ein.',
  'text-too-long': ({ max }) => `Geben Sie höchstens ${formats.number(max)} Zeichen ein.`,
  'text-too-short': ({ min }) => `Geben Sie mindestens ${formats.number(min)} Zeichen ein.`,
  'text-not-one-line': 'Schreiben Sie das in eine einzige Zeile.',
  'text-not-printable': 'Entfernen Sie die Zeichen, die sich nicht anzeigen lassen.',
  'email-expected': 'Geben Sie eine E-Mail-Adresse ein.',
  'email-invalid': 'Geben Sie eine E-Mail-Adresse wie name@example.com ein.',
  'email-given-invalid': ({ given }) => `„${given}“ ist keine E-Mail-Adresse.`,
  'name-expected': 'Geben Sie einen Namen ein.',
  'boolean-expected': 'Hier ist nur true oder false möglich.',
  'tick-needed': 'Setzen Sie hier ein Häkchen, um fortzufahren.',
  'option-unknown': 'Wählen Sie eine der Möglichkeiten.',
  'not-one-of': ({ options }) => `Hier ist nur ${formats.choice(options)} möglich.`,
  'number-expected': 'Geben Sie eine Zahl ein.',
  'integer-expected': 'Geben Sie eine ganze Zahl ein.',
  'number-too-small': ({ min }) => `Geben Sie ${formats.number(min)} oder mehr ein.`,
  'number-too-large': ({ max }) => `Geben Sie ${formats.number(max)} oder weniger ein.`,
  'number-not-kept-large': 'Diese Zahl ist größer, als sich speichern lässt.',
  'number-not-kept-small': 'Diese Zahl liegt näher an null, als sich speichern lässt.',
  'number-off-step': ({ step, min }) =>
    min === undefined
      ? `Geben Sie ein Vielfaches von ${formats.number(step)} ein.`
      : `Geben Sie ${formats.number(min)} ein oder ${formats.number(min)} plus ein Vielfaches von ${formats.number(step)}.`,
  'page-limit-expected': ({ max }) => `Geben Sie eine Zahl von 1 bis ${formats.number(max)} an.`,
  'cursor-unknown': 'Das ist kein Cursor, den eine Liste ausgegeben hat.',
  'id-expected': 'Hier gehören 8 bis 64 Buchstaben, Ziffern, Binde- oder Unterstriche hin.',

  'form-name-expected': 'Geben Sie den Namen eines Formulars an.',
  'form-name-unknown': 'Ein Formular dieses Namens gibt es nicht.',
  'field-name-expected': 'Geben Sie den Namen eines Dateifelds an.',
  'field-name-unknown': 'Ein Feld dieses Namens gibt es nicht.',
  'file-name-expected': 'Geben Sie den Namen der Datei an.',
  'file-name-too-long': 'Dieser Name ist zu lang.',
  'media-type-expected': 'Geben Sie einen Medientyp an.',
  'media-type-invalid': 'Das ist kein Medientyp.',
  'file-size-expected': 'Geben Sie die Größe in Byte als ganze Zahl an.',
  'checksum-expected': ({ name, bytes }) =>
    `Geben Sie eine ${name}-Prüfsumme mit ${formats.number(bytes)} Byte in Base64 an.`,
  'part-list-expected': 'Hier gehört eine Liste von Teilen hin.',
  'part-number-too-small': 'Teile werden ab 1 gezählt.',
  'part-number-too-large': ({ max }) => `Teile werden bis ${formats.number(max)} gezählt.`,
  'parts-missing': 'Nennen Sie mindestens einen Teil.',
  'parts-too-many': ({ max }) =>
    `Nennen Sie höchstens ${formats.plural(max, { one: 'einen Teil', other: '# Teile' })} auf einmal.`,
  'part-twice': 'Ein Teil ist zweimal genannt.',

  'upload-id-expected': 'Geben Sie die ID eines Uploads an.',
  'upload-ids-expected': 'Hier gehört eine Liste von IDs von Uploads hin.',
  'files-missing': ({ min }) =>
    `Wählen Sie ${formats.plural(min, { one: 'eine Datei', other: 'mindestens # Dateien' })} aus.`,
  'files-too-many': ({ max }) =>
    formats.plural(max, {
      one: 'Hier lässt sich nur eine Datei senden. Entfernen Sie die anderen.',
      other: 'Hier lassen sich höchstens # Dateien senden. Entfernen Sie einige.',
    }),
  'file-listed-twice': 'Dieselbe Datei ist zweimal aufgeführt.',
  'file-of-other-field': 'Diese Datei wurde für ein anderes Feld gesendet.',
  'file-attached-elsewhere': ({ filename }) =>
    `„${filename}“ gehört zu einer anderen Einsendung. Wählen Sie die Datei noch einmal aus, um sie auch hier zu senden.`,
  'file-taken-elsewhere':
    'Eine Datei wurde inzwischen anderswo eingesendet oder entfernt. Entfernen Sie sie hier und wählen Sie sie noch einmal aus.',
  'file-gone': ({ filename }) =>
    `„${filename}“ ist nicht mehr da. Entfernen Sie die Datei und wählen Sie sie noch einmal aus.`,
  'file-rejected': ({ filename, reason }, say) => `„${filename}“: ${say(reason)}`,

  'no-such-form': 'Dieses Formular gibt es nicht.',
  'no-such-file-field': 'Dieses Formular hat kein solches Dateifeld.',
  'form-text-too-long': 'Das ist mehr Text, als ein Formular fasst. Kürzen Sie ihn.',
  'form-sent-before':
    'Dieses Formular wurde schon mit anderem Inhalt gesendet. Öffnen Sie es neu, um etwas Neues zu senden.',
  'no-such-submission': 'Diese Einsendung gibt es nicht.',
  'reviewers-only': 'Nur wer dieses Formular prüft, darf auflisten, was damit gesendet wurde.',
} satisfies Translation<typeof english>;
