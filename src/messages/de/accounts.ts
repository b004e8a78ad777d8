import type { Attempts, accounts as english } from '../en/accounts.ts';
import type { Translation } from '../messages.ts';
import { formats } from './formats.ts';

const attempts: Readonly<Record<Attempts, string>> = {
  'sign-in': 'fehlgeschlagene Versuche',
  'api-token': 'Anfragen mit einem ungültigen API-Token',
  'share-password': 'falsche Passwörter für diesen Link',
  registration: 'neue Konten aus Ihrem Netz',
  'address-change-account': 'Änderungen der E-Mail-Adresse Ihres Kontos',
  'address-change-network': 'Änderungen von E-Mail-Adressen aus Ihrem Netz',
  draft: 'begonnene Formulare in einer Stunde',
  upload: 'begonnene Uploads in einer Stunde',
};

/** Sentences about users, sessions, passwords and tokens. */
export const accounts = {
  'sign-in-needed': 'Melden Sie sich an oder senden Sie ein API-Token, und versuchen Sie es noch einmal.',
  'person-needed':
    'Mit einem API-Token geht das nicht. Melden Sie sich an oder lassen Sie das Token in der Anfrage weg.',
  'admin-needed': 'Das ist nur für Admins. Wenden Sie sich an einen Admin.',
  'sign-in-expired':
    'Ihre Anmeldung ist abgelaufen. Melden Sie sich mit Ihrem Passwort an, um fortzufahren. Wenn Sie sich anders anmelden möchten, tun Sie das in einem neuen Tab, und laden Sie dann diese Seite neu.',
  'credentials-wrong': 'E-Mail-Adresse oder Passwort ist falsch. Prüfen Sie beides und versuchen Sie es noch einmal.',
  'too-many-attempts': ({ counted, seconds }) => {
    const wait = formats.plural(Math.ceil(seconds / 60), { one: 'eine Minute', other: '# Minuten' });
    return `Zu viele ${attempts[counted]}. Warten Sie ${wait} und versuchen Sie es noch einmal.`;
  },
  'no-such-session': 'Diese Sitzung gibt es nicht.',

  'no-such-user': 'Dieses Konto gibt es nicht.',
  'no-such-picture': 'Zu diesem Konto gibt es kein Bild.',
  'user-inactive': 'Dieses Konto ist nicht aktiv.',
  'account-inactive': 'Ihr Konto hier ist nicht aktiv. Wenden Sie sich an einen Admin.',
  'account-changed': 'Das Konto wurde im selben Moment geändert. Versuchen Sie es noch einmal.',
  'email-of-another': 'Diese E-Mail-Adresse gehört zu einem anderen Konto. Verwenden Sie eine andere.',
  'email-of-another-field': 'Diese E-Mail-Adresse gehört zu einem anderen Konto.',
  'email-registered':
    'Zu dieser E-Mail-Adresse gibt es schon ein Konto. Melden Sie sich an oder verwenden Sie eine andere E-Mail-Adresse.',
  'email-registered-field': 'Zu dieser E-Mail-Adresse gibt es schon ein Konto.',
  'email-outdated':
    'Diese E-Mail-Adresse wurde im selben Moment geändert. Prüfen Sie sie und versuchen Sie es noch einmal.',
  'email-outdated-field': 'Diese E-Mail-Adresse wurde im selben Moment geändert.',
  'inactive-by-admin-only':
    'Nur ein angemeldeter Admin kann ein inaktives Konto hinzufügen. Melden Sie sich an oder lassen Sie is_active weg.',
  'password-by-token':
    'Ein API-Token fügt Konten ohne Passwort hinzu. Lassen Sie das Passwort weg und erstellen Sie einen Link für diese Person.',
  'token-changes-names-only':
    'Ein API-Token kann bei anderen Konten nur den Namen ändern. Melden Sie sich an, um mehr zu ändern.',
  'rights-by-admin-only': 'Nur Admins können Rollen ändern und Konten deaktivieren. Wenden Sie sich an einen Admin.',
  'own-rights':
    'Sie können Ihre eigene Rolle nicht ändern und sich nicht selbst deaktivieren. Wenden Sie sich an einen anderen Admin.',
  'password-of-another':
    'Ein Passwort kann nur die Person ändern, der es gehört. Erstellen Sie für sie einen Link, mit dem sie ein neues wählt.',
  'password-not-alone': 'Ändern Sie das Passwort für sich allein.',

  'password-changed-elsewhere': 'Das Passwort wurde inzwischen anderswo geändert. Melden Sie sich neu an.',
  'password-needed': ({ toChange }) =>
    `Geben Sie Ihr jetziges Passwort ein, um ${toChange === 'email' ? 'Ihre E-Mail-Adresse' : 'Ihr Passwort'} zu ändern.`,
  'password-wrong': 'Das Passwort ist falsch. Geben Sie Ihr jetziges ein.',
  'password-is-own-name':
    'Das ist Ihr Name oder Ihre E-Mail-Adresse. Wählen Sie ein anderes Passwort, zum Beispiel drei Wörter.',
  'password-known': 'Zu viele Menschen verwenden dieses Passwort. Wählen Sie ein anderes, zum Beispiel drei Wörter.',
  'password-not-typeable': 'Lassen Sie die Zeichen weg, die sich nicht eintippen lassen.',
  'password-too-long': 'Das ist zu lang für ein Passwort hier. Geben Sie ein kürzeres ein.',
  'password-expected': 'Geben Sie ein Passwort ein.',
  'no-such-password-link':
    'Dieser Link wurde schon benutzt, ist abgelaufen, oder es gibt einen neueren. Bitten Sie um einen neuen.',

  'token-invalid':
    'Dieses API-Token ist ungültig: Es ist falsch geschrieben, abgelaufen oder widerrufen. Erstellen Sie ein neues.',
  'token-read-only': 'Dieses API-Token darf nur lesen. Verwenden Sie eines mit dem Umfang „submit“.',
  'too-many-tokens': ({ max }) => `Es gibt schon ${formats.number(max)} Tokens. Widerrufen Sie zuerst eines.`,
  'token-made-before':
    'Dieses Formular hat schon ein Token erstellt, und ein Token wird nur einmal gezeigt. Wenn Sie es nicht aufbewahrt haben, widerrufen Sie es und erstellen Sie ein neues.',
  'no-such-job': 'Diese fehlgeschlagene Aufgabe gibt es nicht. Vielleicht läuft sie schon wieder.',
  'no-such-token': 'Dieses Token gibt es nicht.',
  'token-days-expected': 'Geben Sie eine ganze Zahl von Tagen ein.',
  'token-days-too-few': 'Geben Sie 1 Tag oder mehr ein.',
  'token-days-too-many': ({ max }) => `Geben Sie höchstens ${formats.number(max)} Tage ein.`,

  'sso-email-unconfirmed':
    'Ihre Organisation hat Ihre E-Mail-Adresse nicht bestätigt. Wenden Sie sich an deren Administration.',
  'sso-email-of-another':
    'Ein anderes Konto hier hat Ihre E-Mail-Adresse oder eine, die ihr ähnlich sieht. Bitten Sie einen Admin, sie dort zu ändern.',
  'sso-account-changed': 'Ihr Konto wurde im selben Moment geändert. Melden Sie sich neu an.',
  'sso-not-completed': 'Die Anmeldung über Ihre Organisation wurde nicht abgeschlossen. Beginnen Sie noch einmal.',
  'sso-unavailable':
    'Die Anmeldung Ihrer Organisation antwortet gerade nicht. Versuchen Sie es in ein paar Sekunden noch einmal.',
} satisfies Translation<typeof english>;
