import type { Messages } from '../../messages.ts';

/** Texts of the browser's script, which the page carries as data. */
export const uploads = {
  preparing: 'Wird vorbereitet…',
  waiting: 'Wartet…',
  progress: '{percent}, {sent} von {size}',
  progressAtSpeed: '{percent}, {sent} von {size}, {speed}/s, noch {left}',
  paused: 'Angehalten bei {sent} von {size}',
  offline: 'Sie sind offline. Der Upload geht weiter, sobald Sie wieder online sind.',
  retrying: 'Gerade keine Antwort. Wird noch einmal versucht…',
  checking: 'Datei wird geprüft…',
  removing: 'Wird entfernt…',
  removed: 'Entfernt',
  complete: 'Hochgeladen',

  saidStarted: '{name} wird hochgeladen.',
  saidPercent: '{name}: {percent} hochgeladen.',
  saidComplete: '{name} ist hochgeladen.',
  saidFailure: '{name}: {reason}',
  saidRemoved: '{name} wurde entfernt.',
  saidRestored: '{name} ist wieder da.',
  saidCancelled: 'Der Upload von {name} wurde abgebrochen.',

  totals: '{done} von {count} Dateien, {sent} von {size}',
  totalsWithTime: '{done} von {count} Dateien, {sent} von {size}, noch {left}',
  unfinished: '{name}, {percent} gesendet. Wählen Sie die Datei noch einmal aus, um fortzufahren.',
  screenshot: 'Bildschirmfoto {time}',

  duplicate: '{name} steht schon in der Liste.',
  fileEmpty: '{name} ist leer. Wählen Sie eine andere Datei.',
  fileTooLarge: '{name} ist größer als {most}. Wählen Sie eine kleinere Datei.',
  fileTypeNotAccepted: '{name} lässt sich nicht hochladen: Dieser Dateityp wird nicht angenommen.',
  tooManyFiles: {
    one: 'Hier lässt sich nur eine Datei senden. Entfernen Sie die anderen.',
    other: 'Hier lassen sich nur {count} Dateien senden. Wählen Sie weniger aus oder entfernen Sie einige.',
  },
  tooFewFiles: { one: 'Wählen Sie eine Datei aus.', other: 'Wählen Sie mindestens {count} Dateien aus.' },

  stillPaused: '{name} ist angehalten. Setzen Sie den Upload fort oder brechen Sie ihn ab und senden Sie dann ab.',
  notUploaded:
    '{name} wurde nicht hochgeladen. Versuchen Sie es noch einmal oder entfernen Sie die Datei und senden Sie dann ab.',
  notAccepted: '{name} wurde nicht angenommen. Entfernen Sie die Datei und senden Sie dann ab.',
  sendingWhenUploaded: 'Das Formular wird abgesendet, sobald alles hochgeladen ist.',
  sending: 'Wird gesendet…',

  'signed-out': 'Sie sind abgemeldet. Melden Sie sich an, kommen Sie zurück und wählen Sie „Noch einmal versuchen“.',
  'connection-lost': 'Die Verbindung ist abgerissen. Prüfen Sie sie und wählen Sie dann „Noch einmal versuchen“.',
  'app-busy':
    'Der Server kann die Datei gerade nicht annehmen. Wählen Sie in ein paar Minuten „Noch einmal versuchen“.',
  'storage-busy':
    'Der Speicher kann die Datei gerade nicht annehmen. Wählen Sie in ein paar Minuten „Noch einmal versuchen“.',
  'app-refused': 'Der Server hat die Datei abgelehnt ({status}). Entfernen Sie sie und wählen Sie sie noch einmal aus.',
  'storage-refused':
    'Der Speicher hat die Datei abgelehnt ({status}). Entfernen Sie sie und wählen Sie sie noch einmal aus.',
  'file-not-accepted': 'Die Datei wurde nicht angenommen. Entfernen Sie sie und wählen Sie eine andere.',
  'file-changed':
    'Die Datei hat sich geändert oder ist nicht mehr lesbar. Entfernen Sie sie und wählen Sie sie noch einmal aus.',
  'upload-expired': 'Der Upload ist abgelaufen. Wählen Sie „Noch einmal versuchen“.',
  'piece-lost': 'Im Speicher fehlt ein Stück der Datei. Wählen Sie „Noch einmal versuchen“.',
  'page-failed':
    'Auf dieser Seite ist etwas schiefgegangen. Laden Sie sie neu und wählen Sie die Datei noch einmal aus.',
} satisfies Messages['pages']['uploads'];
