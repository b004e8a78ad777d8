import type { Messages } from '../../messages.ts';

/** Texts of the page on which admins see what happens with the forms. */
export const statisticsPage = {
  title: 'Statistik',
  introduction: ({ days }) => `Die letzten ${days} Tage in UTC. Die Zahlen nach Status gelten jetzt.`,
  steps: {
    started: 'Personen, die zu senden begannen',
    sent: 'Gesendet',
    accepted: 'Angenommen',
  },
  funnelTitle: 'Vom Formular zur Entscheidung',
  statesTitle: 'Nach Status, jetzt',
  rejectedTitle: 'Beim Senden abgelehnte Dateien',
  nothingRejected: 'Keine Datei wurde beim Senden abgelehnt.',
  step: 'Schritt',
  state: 'Status',
  reason: 'Grund',
  number: 'Anzahl',
  stored: 'Gespeichert',
  reasons: {
    'too-large': 'Zu groß',
    'type-not-accepted': 'Anderer Typ',
    invalid: 'Falsch angekündigt',
    'limit-reached': 'Über der Grenze der Person',
    'arrived-wrong': 'Beschädigt oder anders als angekündigt angekommen',
    content: 'Wegen des Inhalts abgelehnt',
    infected: 'Mit Schadsoftware',
  },
  siteTitle: 'Die ganze Website',
  waitingJobs: 'Wartende Aufgaben',
  failedJobs: 'Fehlgeschlagene Aufgaben',
  signInLimits: 'Grenzen der Anmeldung erreicht',
  atLeast: ({ number }) => `${number} oder mehr`,
  withdrawn: 'Zurückgezogen',
  superseded: 'Ersetzt',
} satisfies Messages['pages']['statistics'];
