import type { reviewPages as english } from '../../en/pages/review.ts';
import type { Translation } from '../../messages.ts';

/** Texts of the page on which reviewers decide about a submission, and of what its submitter sees of that. */
export const reviewPages = {
  state: 'Status',
  saved: 'Gespeichert.',
  decision: 'Entscheidung',
  message: 'Nachricht an die einsendende Person',
  messageHint: 'Die einsendende Person liest sie. Schreiben Sie beim Zurückgeben, was zu ändern ist.',
  decide: 'Entscheidung speichern',
  readOnly: 'Sie dürfen diese Einsendung lesen. Andere entscheiden darüber.',
  closed: 'Diese Einsendung ist abgeschlossen: Sie wurde zurückgezogen oder ersetzt.',

  assignee: 'Zugewiesen an',
  unassigned: 'Nicht zugewiesen',
  assignToMe: 'Mir zuweisen',
  unassign: 'Zuweisung entfernen',
  assignOther: 'Jemand anderem zuweisen',
  nameOrEmail: 'Name oder E-Mail-Adresse der prüfenden Person',
  assign: 'Zuweisen',

  labels: 'Etiketten',
  noLabels: 'Keine Etiketten',
  newLabel: 'Neues Etikett',
  addLabel: 'Etikett hinzufügen',
  removeLabel: ({ label }) => `Etikett ${label} entfernen`,

  note: 'Notiz',
  noteHint: 'Nur für Prüfende: Die einsendende Person sieht sie nie.',
  addNote: 'Notiz hinzufügen',

  history: 'Verlauf',
  downloadHistory: 'Verlauf herunterladen',
  olderEvents: 'Ältere Ereignisse stehen in der Datei.',
  toSubmitter: 'An die einsendende Person',
  app: 'Die App',
  events: {
    received: '{who} hat sie gesendet',
    state: '{who} hat den Status von {from} auf {to} geändert',
    assigned: '{who} hat sie {to} zugewiesen',
    unassigned: '{who} hat die Zuweisung an {from} entfernt',
    'label-added': '{who} hat das Etikett {to} hinzugefügt',
    'label-removed': '{who} hat das Etikett {from} entfernt',
    note: '{who} hat eine Notiz geschrieben',
    withdrawn: '{who} hat sie zurückgezogen',
    superseded: '{who} hat eine neuere Fassung gesendet',
    released: '{who} hat {to} ungeprüft freigegeben',
    infected: '{to} enthielt Schadsoftware und wurde entfernt',
    shared: '{who} hat einen Link zu {to} erstellt, Ablauf: {until}',
    'share-revoked': '{who} hat den Link zu {to} widerrufen',
    unknown: '{who}: {kind}',
  },
  /** What a link opens, where it is no single file. */
  sharedEverything: 'allem',

  changedTitle: 'Inzwischen hat jemand anderes etwas geändert',
  changedHint:
    'Von Ihnen wurde nichts gespeichert. Ihre Worte stehen noch unten an ihrem Platz: Sehen Sie die Änderungen an und entscheiden Sie dann.',

  preview: 'Vorschau {file}',
  noPreview: 'Keine Vorschau dieses Bildes. Laden Sie es herunter, um es zu sehen.',
  table: 'Zur Liste',
  neighbours: 'Einsendungen der Liste',
  previous: 'Vorherige',
  next: 'Nächste',
  keys: 'Tasten: {next} nächste, {previous} vorherige, {decide} Entscheidung',

  earlierVersion: 'Die frühere Fassung',
  newerVersion: 'Die neuere Fassung',
  versions: 'Fassungen',

  returnedTitle: 'Diese Einsendung kam an Sie zurück',
  returnedHint: 'Senden Sie eine neue Fassung: Ihre Angaben und Dateien sind schon eingetragen.',
  sendNewVersion: 'Neue Fassung senden',
  reviewersMessage: 'Nachricht der Prüfenden',
  withdraw: 'Zurückziehen',
  withdrawQuestion: 'Die Einsendung wird dann nicht mehr geprüft. Sie können das Formular jederzeit neu senden.',
  withdrawConfirm: 'Ja, zurückziehen',

  newVersionOf: ({ number }) => `Neue Fassung von Nr. ${number}`,
  newVersionHint: 'Ihre Angaben und Dateien sind eingetragen. Ändern Sie, worum gebeten wurde, und senden Sie dann.',
} satisfies Translation<typeof english>;
