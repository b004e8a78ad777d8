import type { Messages } from '../../messages.ts';

/** Texts of the start page and of the list of forms. */
export const home = {
  welcome: 'Willkommen, {name}',
  pictureOf: (name) => `Bild von ${name}`,
  sendFiles: 'Dateien senden',
  latest: 'Meine letzten Einsendungen',
  allSubmissions: 'Alle Einsendungen',
  noSubmissions: 'Noch nichts gesendet. Wählen Sie oben ein Formular aus, um zu beginnen.',
  noForms: 'Zurzeit gibt es keine Formulare für Sie.',
  title: 'Senden Sie Dateien jeder Größe',
  lead: 'Füllen Sie ein Formular aus, fügen Sie Ihre Dateien hinzu und erhalten Sie eine Empfangsbestätigung.',
  signInToBegin: 'Anmelden und beginnen',
  assurances: {
    private: 'Privat',
    privateText:
      'Ihre Dateien gehen direkt von Ihrem Browser in einen privaten Speicher. Nur wer sie sehen darf, bekommt sie zurück.',
    checked: 'Geprüft',
    checkedText: 'Jede Datei wird bei der Ankunft geprüft. So wissen Sie, dass sie vollständig ist.',
    onRecord: 'Belegt',
    onRecordText: 'Sie erhalten eine Empfangsbestätigung und können Ihre Einsendung jederzeit öffnen.',
  },
} satisfies Messages['pages']['home'];
