import type { Messages } from '../../messages.ts';

/** Texts around every page, and of pages about errors. */
export const frame = {
  skipToContent: 'Zum Inhalt springen',
  mainNavigation: 'Hauptmenü',
  accountNavigation: 'Ihr Konto',
  menu: 'Menü',
  forms: 'Formulare',
  contact: 'Kontakt',
  privacy: 'Datenschutz',
  submissions: 'Einsendungen',
  users: 'Konten',
  signIn: 'Anmelden',
  signOut: 'Abmelden',
  language: 'Sprache',
  footer: 'Dateien gehen direkt von Ihrem Browser in einen privaten Speicher und zurück.',
  backToStart: 'Zur Startseite',
  referenceForSupport: 'Referenz für den Support:',
  checkFields: 'Bitte prüfen Sie:',
  fieldProblem: ({ label, problem }) => `${label}: ${problem}`,
} satisfies Messages['pages']['frame'];
