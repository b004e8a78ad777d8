import type { titles as english } from '../en/titles.ts';
import type { Translation } from '../messages.ts';

/** The title of each kind of problem. */
export const titles = {
  malformed: 'Die Anfrage ist nicht lesbar',
  'not-signed-in': 'Bitte zuerst anmelden',
  'bad-token': 'Das API-Token ist ungültig',
  'not-allowed': 'Nicht erlaubt',
  'not-found': 'Nicht gefunden',
  gone: 'Nicht mehr da',
  'wrong-method': 'Diese Adresse kennt diese Methode nicht',
  'not-there-yet': 'Noch nicht da',
  conflict: 'Im Widerspruch zum jetzigen Stand',
  'too-large': 'Zu groß',
  'type-not-accepted': 'Dieser Typ wird nicht angenommen',
  invalid: 'Einige Angaben stimmen nicht',
  'limit-reached': 'Eine Grenze ist erreicht',
  unavailable: 'Zurzeit nicht verfügbar',
  internal: 'Etwas ist schiefgegangen',
  'upstream-failed': 'Der Dienst dahinter ist gestört',
  'upstream-slow': 'Der Dienst dahinter ist zu langsam',
  refused: 'Die Anfrage wurde abgelehnt',
} satisfies Translation<typeof english>;
