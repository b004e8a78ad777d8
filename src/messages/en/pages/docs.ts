/** Texts of the reference of the API. The words of the operations are not among them: programs read those too. */
export const docsPage = {
  title: 'API',
  lead: 'Everything that the pages do, your programs can do too. Read how, and try it right here.',
  /** Stands before the link to the OpenAPI document. */
  forPrograms: 'The same for programs, as OpenAPI 3.1:',
  withoutScript:
    'Turn on JavaScript to send requests from this page. The command lines below each operation work without it.',
  credentials: 'Who sends the requests',
  signedIn: 'You are signed in. Requests from this page are real: they act in your name.',
  signedOut: 'You are not signed in. Most requests need a session or an API token.',
  signIn: 'Sign in',
  token: 'API token',
  tokenHint: 'Sent instead of your session. It stays on this page and is gone when you leave.',
  manageTokens: 'Create a token',
  contents: 'Operations',
  /** One for each way in which an operation is protected. */
  access: {
    everyone: 'Open to everyone.',
    everyoneAndMore: 'Open to everyone. Your session or your token may allow more.',
    session: 'Needs a session. API tokens are not accepted.',
    sessionOrToken: 'Needs a session, or an API token with at least this scope:',
  },
  tryIt: 'Try it',
  body: 'Body, as JSON',
  bodyMembers: 'What the body contains',
  send: 'Send request',
  optional: 'optional',
  required: 'required',
  commandLine: 'On the command line',
  responses: 'Responses',
  /** Stands before a list of statuses, which links to the table of these. */
  sharedStatuses: 'Also, like other operations:',
  sharedResponses: 'Common responses',
  schemas: 'JSON of the responses',
  columns: { member: 'Member', type: 'Type', meaning: 'Meaning', status: 'Status', schema: 'JSON' },
  response: {
    sending: 'Sending…',
    headers: 'Headers of the response',
    body: 'Body of the response',
    empty: 'The response has no body.',
    notText: 'The body isn’t shown, because it isn’t text.',
    cut: 'Only the beginning is shown.',
    redirected: 'The request was redirected to:',
    noResponse: 'No response arrived. Check your connection and try again.',
    nextStep: 'Next, send the file from the command line:',
  },
} as const;
