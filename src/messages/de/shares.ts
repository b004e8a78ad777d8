import type { shareSentences as english } from '../en/shares.ts';
import type { Translation } from '../messages.ts';

/** Sentences about links to share. */
export const shareSentences = {
  'no-such-share':
    'Dieser Link funktioniert nicht. Vielleicht ist er abgelaufen, aufgebraucht oder widerrufen, oder ein Teil der Adresse fehlt. Bitten Sie die Person, die ihn geschickt hat, um einen neuen.',
  'no-such-own-share': 'Diesen Link gibt es nicht.',
  'share-expired': 'Dieser Link ist abgelaufen. Bitten Sie die Person, die ihn geschickt hat, um einen neuen.',
  'share-used-up':
    'Dieser Link wurde so oft geöffnet, wie er darf. Bitten Sie die Person, die ihn geschickt hat, um einen neuen.',
  'share-password-missing': 'Geben Sie das Passwort dieses Links ein.',
  'share-password-wrong': 'Falsches Passwort. Prüfen Sie es und versuchen Sie es noch einmal.',
  'share-password-needed': 'Links zu diesen Dateien brauchen ein Passwort. Geben Sie eines ein.',
  'share-not-allowed': 'Sie können keine Links zu diesen Dateien erstellen.',
  'share-file-waiting':
    'Diese Datei wird noch auf Schadsoftware geprüft. Versuchen Sie es in einer Minute noch einmal: Der Link bleibt, wie er ist.',
  'share-file-infected':
    'In dieser Datei wurde Schadsoftware gefunden, deshalb kann sie nicht heruntergeladen werden. Fragen Sie die Person, die Ihnen den Link geschickt hat.',
  'share-file-unchecked':
    'Diese Datei konnte nicht auf Schadsoftware geprüft werden, deshalb kann sie nicht heruntergeladen werden. Fragen Sie die Person, die Ihnen den Link geschickt hat.',
  'share-made-before':
    'Dieses Formular hat schon einen Link erstellt, und ein Link wird nur einmal gezeigt. Wenn Sie ihn nicht aufbewahrt haben, widerrufen Sie ihn unten und erstellen Sie einen neuen.',
  'share-overtaken':
    'Die Einsendung hat sich gerade zu oft geändert, deshalb wurde kein Link erstellt. Versuchen Sie es noch einmal.',
  'too-many-shares': ({ max }) =>
    `Sie haben schon ${max} Links zu dieser Einsendung, beendete eingerechnet. Verwenden Sie einen davon oder versuchen Sie es in einigen Tagen noch einmal.`,
} satisfies Translation<typeof english>;
