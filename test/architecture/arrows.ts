/** What each folder of `src/` (and each file in `src/` itself) may import beside its own, and beside what all may. */
type Arrows = Readonly<Record<string, readonly string[]>>;

/** Imported by all: small, and importing nothing but each other. */
export const everywhere: readonly string[] = ['problems', 'messages', 'values'];

/** Each alone touches one thing beyond the process. */
const adapters = ['storage', 'records', 'queue', 'scanners', 'upstream', 'telemetry'];
const ports = ['ports.ts', ...adapters];

/** The folders of the rules, from the highest to the lowest. A new one is one row. */
const domainArrows: Arrows = {
  jobs: [
    'exports',
    'scanning',
    'previews',
    'review',
    'submissions',
    'forms',
    'uploads',
    'files',
    'accounts',
    'outbox',
    ...ports,
  ],
  exports: ['views', 'scanning', 'review', 'submissions', 'forms', 'uploads', 'files', 'accounts', 'outbox', ...ports],
  sharing: [
    'scanning',
    'review',
    'submissions',
    'forms',
    'uploads',
    'files',
    'accounts',
    'rate-limit',
    'outbox',
    ...ports,
  ],
  scanning: ['review', 'submissions', 'forms', 'uploads', 'files', 'accounts', 'outbox', ...ports],
  review: ['previews', 'submissions', 'forms', 'uploads', 'files', 'accounts', 'outbox', ...ports],
  submissions: ['forms', 'uploads', 'files', 'accounts', 'rate-limit', 'outbox', ...ports],
  forms: ['uploads', 'inspection', 'files', 'accounts', ...ports],
  previews: ['files', ...ports],
  uploads: ['inspection', 'files', 'rate-limit', 'outbox', ...ports],
  inspection: ['files', ...ports],
  files: ports,
  accounts: ['config.ts', 'rate-limit', ...ports],
  'rate-limit': ports,
  outbox: ports,
};
const domain = [...Object.keys(domainArrows), ...ports];

export const arrows: Arrows = {
  'lambda.ts': ['app.ts', 'config.ts', 'dependencies.ts', 'queue', 'telemetry', 'packages/lambda-adapter'],
  'worker.ts': ['config.ts', 'forms', 'jobs', ...adapters],
  'server.ts': ['app.ts', 'config.ts', 'dependencies.ts', 'http', 'jobs', 'cli'],

  'app.ts': ['routes', 'openapi', 'middleware', 'http', 'dependencies.ts'],
  routes: ['openapi', 'middleware', 'http', 'views', 'health', 'dependencies.ts', ...domain],
  openapi: ['http', 'brand', 'dependencies.ts', ...domain],
  middleware: ['http', 'dependencies.ts', ...domain],
  http: ['views', 'dependencies.ts', ...domain],
  views: ['what is pure'],
  browser: ['what is pure'],

  ...domainArrows,
  health: ports,

  storage: ['config.ts', 'health'],
  records: ['config.ts', 'health', 'accounts', 'queue'],
  queue: ['config.ts', 'health'],
  scanners: ['config.ts', 'health', 'records', 'storage'],
  upstream: [],
  telemetry: [],

  'brand.ts': ['brand'],
  brand: [],

  'dependencies.ts': ['brand.ts', 'brand', 'accounts', 'forms', 'http', 'config.ts', ...ports],
  'ports.ts': adapters,
  'config.ts': ['accounts', 'http', 'upstream', 'telemetry'],
  problems: [],
  // The language of a text that names none is the deployment's.
  messages: ['brand.ts'],
  values: [],
};

/** Packages that only some folders know. */
export const packagesOf: readonly { name: RegExp; folders: readonly string[] }[] = [
  { name: /^@aws-sdk\/(client-s3|s3-|lib-storage)/, folders: ['storage'] },
  { name: /^@aws-sdk\/.*dynamodb/, folders: ['records'] },
  { name: /^@aws-sdk\/client-sqs$/, folders: ['queue'] },
  { name: /^@aws-sdk\/client-guardduty$/, folders: ['scanners'] },
  { name: /^@aws-sdk\//, folders: [] },
  { name: /^aws-lambda$|^@types\/aws-lambda|^hono\/aws-lambda/, folders: [] },
  { name: /^@hono\/node-server/, folders: ['http'] },
  { name: /^@hono\/zod-openapi/, folders: ['openapi', 'routes'] },
  { name: /^hono-sessions/, folders: ['middleware', 'accounts', 'http'] },
  { name: /^openid-client/, folders: ['accounts'] },
  { name: /^lean-qr/, folders: ['views'] },
  { name: /^hono\/jsx/, folders: ['views', 'http', 'routes'] },
  { name: /^hono(\/|$)/, folders: ['app.ts', 'routes', 'openapi', 'http', 'middleware'] },
  { name: /^node:/, folders: Object.keys(arrows).filter((folder) => folder !== 'views' && folder !== 'browser') },
];

/** Imports after which a module is more than a function of its arguments. */
export const reachesOut = /^node:|^@aws-sdk\/|^@hono\/node-server|^(?:cli|packages)\//;
