import type { Messages } from '../../messages.ts';

/** Texts of the reference of the API. The words of the operations are not among them: programs read those too. */
export const docsPage = {
  title: 'API',
  lead: 'Alles, was die Seiten können, können auch Ihre Programme. Lesen Sie, wie, und probieren Sie es gleich hier aus.',
  forPrograms: 'Dasselbe für Programme, als OpenAPI 3.1:',
  withoutScript:
    'Schalten Sie JavaScript ein, um Anfragen von dieser Seite zu senden. Die Befehlszeilen unter jeder Operation funktionieren auch ohne.',
  credentials: 'Wer die Anfragen sendet',
  signedIn:
    'Sie sind angemeldet. Anfragen von dieser Seite werden in Ihrem Namen gesendet, und was sie ändern, ist geändert.',
  signedOut: 'Sie sind nicht angemeldet. Die meisten Anfragen brauchen eine Anmeldung oder ein API-Token.',
  signIn: 'Anmelden',
  token: 'API-Token',
  tokenHint: 'Wird anstelle Ihrer Sitzung gesendet. Es bleibt auf dieser Seite und ist weg, wenn Sie sie verlassen.',
  manageTokens: 'Token erstellen',
  contents: 'Operationen',
  access: {
    everyone: 'Offen für alle.',
    everyoneAndMore: 'Offen für alle. Ihre Sitzung oder Ihr Token erlaubt vielleicht mehr.',
    session: 'Braucht eine Sitzung. API-Tokens werden nicht angenommen.',
    sessionOrToken: 'Braucht eine Sitzung oder ein API-Token mindestens mit diesem Umfang:',
  },
  tryIt: 'Ausprobieren',
  body: 'Body, als JSON',
  bodyMembers: 'Was in den Body gehört',
  send: 'Anfrage senden',
  optional: 'optional',
  required: 'erforderlich',
  commandLine: 'Auf der Befehlszeile',
  responses: 'Antworten',
  sharedStatuses: 'Außerdem, wie andere Operationen:',
  sharedResponses: 'Gemeinsame Antworten',
  schemas: 'JSON der Antworten',
  columns: { member: 'Element', type: 'Typ', meaning: 'Bedeutung', status: 'Status', schema: 'JSON' },
  response: {
    sending: 'Wird gesendet…',
    headers: 'Header der Antwort',
    body: 'Body der Antwort',
    empty: 'Die Antwort hat keinen Body.',
    notText: 'Der Body wird nicht gezeigt, weil er kein Text ist.',
    cut: 'Nur der Anfang wird gezeigt.',
    redirected: 'Die Anfrage wurde weitergeleitet an:',
    noResponse: 'Es kam keine Antwort. Prüfen Sie Ihre Verbindung und versuchen Sie es noch einmal.',
    nextStep: 'Senden Sie als Nächstes die Datei auf der Befehlszeile:',
  },
} satisfies Messages['pages']['docs'];
