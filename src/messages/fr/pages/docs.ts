import type { Messages } from '../../messages.ts';

/** Texts of the reference of the API. The words of the operations are not among them: programs read those too. */
export const docsPage = {
  title: 'API',
  lead: 'Tout ce que font les pages, vos programmes peuvent le faire aussi. Lisez comment, et essayez ici même.',
  forPrograms: 'La même chose pour les programmes, au format OpenAPI 3.1~:',
  withoutScript:
    'Activez JavaScript pour envoyer des requêtes depuis cette page. Les lignes de commande sous chaque opération s’en passent.',
  credentials: 'Qui envoie les requêtes',
  signedIn:
    'Vous êtes connecté. Les requêtes de cette page partent en votre nom, et leurs modifications sont bien réelles.',
  signedOut: 'Vous n’êtes pas connecté. La plupart des requêtes demandent une connexion ou un jeton d’API.',
  signIn: 'Se connecter',
  token: 'Jeton d’API',
  tokenHint: 'Il est envoyé à la place de votre session. Il reste dans cette page et disparaît quand vous la quittez.',
  manageTokens: 'Créer un jeton',
  contents: 'Opérations',
  access: {
    everyone: 'Ouvert à tout le monde.',
    everyoneAndMore: 'Ouvert à tout le monde. Votre session ou votre jeton peut permettre davantage.',
    session: 'Demande une session. Les jetons d’API ne sont pas acceptés.',
    sessionOrToken: 'Demande une session, ou un jeton d’API qui a au moins cette portée~:',
  },
  tryIt: 'Essayer',
  body: 'Corps, en JSON',
  bodyMembers: 'Le contenu du corps',
  send: 'Envoyer la requête',
  optional: 'facultatif',
  required: 'obligatoire',
  commandLine: 'En ligne de commande',
  responses: 'Réponses',
  sharedStatuses: 'Et aussi, comme d’autres opérations~:',
  sharedResponses: 'Réponses communes',
  schemas: 'JSON des réponses',
  columns: { member: 'Membre', type: 'Type', meaning: 'Signification', status: 'Statut', schema: 'JSON' },
  response: {
    sending: 'Envoi en cours…',
    headers: 'En-têtes de la réponse',
    body: 'Corps de la réponse',
    empty: 'La réponse n’a pas de corps.',
    notText: 'Le corps n’est pas affiché, car ce n’est pas du texte.',
    cut: 'Seul le début est affiché.',
    redirected: 'La requête a été redirigée vers~:',
    noResponse: 'Aucune réponse n’est arrivée. Vérifiez votre connexion et réessayez.',
    nextStep: 'Envoyez maintenant le fichier en ligne de commande~:',
  },
} satisfies Messages['pages']['docs'];
