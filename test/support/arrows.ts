/**
 * What each folder of `src/` (and each file in `src/` itself) may import beside its own: the arrows of STYLE.md,
 * written out.
 */
type Arrows = Readonly<Record<string, readonly string[]>>;

/** Values and types that belong to no layer. */
const words = [
  'errors.ts',
  'problem.ts',
  'id.ts',
  'hash.ts',
  'log.ts',
  'metrics.ts',
  'reach.ts',
  'http-status.ts',
  'connection-failure.ts',
  'object-limits.ts',
  'own-cookie.ts',
  'own-address.ts',
  'proxy-settings.ts',
  'input-limits.ts',
  'rights.ts',
  'byte-size.ts',
  'duration.ts',
  'field-errors.ts',
  'ascii.ts',
  'content-disposition.ts',
  'form-urlencoded.ts',
  'strict-json.ts',
];
/** What is put together at the start and handed to whatever answers requests. */
const assembled = ['dependencies.ts', 'app-env.ts', 'assets.ts'];
const stores = ['storage', 'records', 'upstream'];
const domain = [...stores, 'ports.ts', ...words];

export const arrows: Arrows = {
  // Entries
  'lambda.ts': ['app.ts', 'config.ts', 'dependencies.ts', 'lambda', 'telemetry'],
  'server.ts': ['app.ts', 'config.ts', 'dependencies.ts', 'node-server.ts'],
  'doctor.ts': ['config.ts', 'doctor'],
  'node-server.ts': ['app-env.ts', ...words],
  lambda: [],

  'app.ts': ['routes', 'api', 'middleware', ...assembled, ...words],
  routes: ['doctor', 'api', 'answers', 'middleware', 'forms', 'accounts', 'views', 'files', ...assembled, ...domain],

  api: ['middleware', 'forms', 'accounts', 'files', ...assembled, ...domain],
  middleware: ['answers', 'forms', 'accounts', 'files', 'telemetry', ...assembled, ...domain],
  answers: ['views', 'forms', 'files', ...assembled, ...domain],
  forms: ['accounts', 'files', ...domain],
  accounts: ['config.ts', ...domain],
  views: ['what is pure'],

  files: [...domain],

  storage: ['config.ts', ...words],
  records: ['config.ts', ...words],
  upstream: [...words],

  doctor: ['files', 'config.ts', ...domain],

  browser: ['what is pure'],

  telemetry: [...words],

  // Of no layer
  'dependencies.ts': ['accounts', 'forms', 'telemetry', 'config.ts', 'assets.ts', 'on-first-use.ts', ...domain],
  'app-env.ts': ['records', 'accounts', ...words],
  'ports.ts': [...stores, ...words],
  'assets.ts': [],
  'config.ts': ['upstream', ...words],
  'errors.ts': words,
  'problem.ts': words,
  'http-status.ts': words,
  'id.ts': [],
  'hash.ts': [],
  'connection-failure.ts': [],
  'own-cookie.ts': [],
  'own-address.ts': [],
  'proxy-settings.ts': ['own-address.ts'],
  'input-limits.ts': [],
  'rights.ts': [],
  'object-limits.ts': ['byte-size.ts'],
  'byte-size.ts': [],
  'duration.ts': [],
  'field-errors.ts': words,
  'ascii.ts': [],
  'content-disposition.ts': [],
  'form-urlencoded.ts': [],
  'strict-json.ts': [],
  'log.ts': [],
  'reach.ts': [],
  'on-first-use.ts': [],
  'metrics.ts': words,
};

/** Packages that only some folders know. */
export const packagesOf: readonly { name: RegExp; folders: readonly string[] }[] = [
  { name: /^@aws-sdk\/(client-s3|s3-|lib-storage)/, folders: ['storage'] },
  { name: /^@aws-sdk\/.*dynamodb/, folders: ['records'] },
  { name: /^@aws-sdk\//, folders: [] },
  { name: /^aws-lambda$|^@types\/aws-lambda|^hono\/aws-lambda/, folders: ['lambda'] },
  { name: /^@aws-lambda-powertools\//, folders: ['telemetry'] },
  { name: /^@hono\/node-server/, folders: ['node-server.ts'] },
  { name: /^@hono\/zod-openapi/, folders: ['api', 'routes'] },
  { name: /^hono-sessions/, folders: ['middleware', 'accounts', 'app-env.ts'] },
  { name: /^openid-client/, folders: ['accounts'] },
  { name: /^hono\/jsx/, folders: ['views', 'answers', 'routes'] },
  {
    name: /^hono(\/|$)/,
    folders: ['app.ts', 'routes', 'api', 'answers', 'middleware', 'node-server.ts', 'http-status.ts'],
  },
  { name: /^node:/, folders: Object.keys(arrows).filter((folder) => folder !== 'views' && folder !== 'browser') },
];

/** Imports after which a module is more than a function of its arguments. */
export const reachesOut = /^node:|^@aws-sdk\/|^@hono\/node-server|^local\//;
