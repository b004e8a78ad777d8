import * as z from 'zod';
import { passwordLength } from './accounts/limits.ts';
import { clientAddressHeader, type ProxySettings, readProxy } from './http/proxy-settings.ts';
import type { ScannerSettings } from './scanners/create-scanner.ts';
import { type LogLevel, logLevels } from './telemetry/log.ts';
import { type UpstreamsSettings, upstreamsJson, withSecrets } from './upstream/settings.ts';
import { mebibytes } from './values/byte-size.ts';

/**
 * The app's configuration, such as the addresses of its bucket, its table and itself. Only this file reads the
 * environment; README.md lists the variables under "Configure". Above 200 lines because it is one table: each variable
 * has a member, a check and a place where the two meet.
 */
export interface Config {
  /** The port of the local server, 0 to 65535. */
  readonly port: number;
  /** The address that the local server listens on. */
  readonly host: string;
  /** The port of the embedded bucket, at the same address; a free one if absent. */
  readonly bucketPort: number | undefined;
  /** The origin that browsers see, without a trailing slash. */
  readonly publicUrl: string;
  readonly bucketName: string;
  readonly tableName: string;
  /** The AWS region of bucket and table, such as `eu-central-1`. */
  readonly region: string;
  /** An S3-compatible server instead of AWS; path-style addressing. */
  readonly s3Endpoint: string | undefined;
  /** A DynamoDB other than AWS's. */
  readonly dynamodbEndpoint: string | undefined;
  /** The queue of the jobs; absent locally, where the server runs them itself. */
  readonly jobQueueUrl: string | undefined;
  /** The queue of the results of scans, for the worker, where GuardDuty scans. */
  readonly scanQueueArn: string | undefined;
  /** An SQS other than AWS's. */
  readonly sqsEndpoint: string | undefined;
  /** The longest wait for one response, in milliseconds; absent: the client's own default. */
  readonly bucketTimeoutMs: number | undefined;
  readonly tableTimeoutMs: number | undefined;
  /**
   * The secrets of cookies: the first signs new ones, and all of them verify old ones. Empty only locally, where the
   * server makes one and keeps it.
   */
  readonly sessionSecrets: readonly string[];
  /** The folder in which the local server's embedded servers keep their data. */
  readonly dataDir: string;
  /** The password of the demo users, on the local server only. */
  readonly demoPassword: string;
  /** The lowest level that is logged; on Lambda the function's own setting decides. */
  readonly logLevel: LogLevel;
  /** The name that tells the log lines and metrics of several deployments apart. */
  readonly serviceName: string;
  /** True when visitors may register; otherwise admins add users. */
  readonly isRegistrationOpen: boolean;
  /** The proxy in front of the app. Absent: connections come from the clients. */
  readonly proxy?: ProxySettings;
  /** The OpenID Connect provider at which people can sign in. */
  readonly singleSignOn?: SingleSignOnSettings;
  /** Looks for malware in files; absent: files are not scanned. */
  readonly scanner?: ScannerSettings;
  readonly onLambda: boolean;
  /** True when a request waits while the app starts: on Lambda, unless the function starts ahead of any request. */
  readonly isStartWaitedFor: boolean;
  /** The upstreams, by name, with the secrets of their headers put in. */
  readonly upstreams: UpstreamsSettings;
  /** The folders of the shared libraries of this Node, on Lambda. */
  readonly libraryPath: string | undefined;
  /** Absent: the SDK's own credential chain. The embedded servers have their own. */
  readonly credentials?: AwsCredentials;
}

/** This deployment's registration with its sign-in provider. */
export interface SingleSignOnSettings {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** The group of the admins; users outside of it are no admins. Absent: the provider says nothing about roles. */
  readonly adminGroup?: string;
}

export interface AwsCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** Raised when a variable is missing or unusable; its message names the variable and its expected value. */
export class InvalidConfig extends Error {
  override name = 'InvalidConfig';
}

const secretList = z
  .string()
  .transform((text) => text.split(',').map((secret) => secret.trim()))
  .refine((secrets) => secrets.every((secret) => secret.length >= 32), 'every secret must have at least 32 characters');

/** A time-out in milliseconds, at most as long as a request may take (`slowResponse` of `storage/bucket-client.ts`). */
const timeoutMs = z
  .string()
  .regex(/^(?:[1-9]\d{2,3}|1\d{4}|2[0-4]\d{3}|25000)$/, 'must be milliseconds, from 100 to 25000')
  .transform(Number);

/** clamd's own default for `MaxFileSize`, and what it can be raised to. */
const usualClamdBytes = mebibytes(100);
const mostClamdBytes = mebibytes(2048) - 1;

const httpAddress = z.url({ protocol: /^https?$/, error: 'must be an http(s) address' });

const portNumber = z
  .string()
  .regex(/^\d{1,5}$/, 'must be a port number')
  .transform(Number)
  .refine((port) => port < 65_536, 'must be a port number below 65536');

const Environment = z.object({
  PORT: portNumber.default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  BUCKET_PORT: portNumber.optional(),
  PUBLIC_URL: z
    .url({ protocol: /^https?$/, error: 'must be an http(s) address such as https://files.example.com' })
    .regex(
      /^[a-z]+:\/\/[^/?#@\\]+\/?$/i,
      'must be an origin: no path, query, fragment or user, only such as https://files.example.com',
    )
    .optional(),
  BUCKET_NAME: z
    .string()
    .regex(
      /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/,
      'must be a bucket name (3 to 63 lower-case letters, digits, dots, hyphens)',
    )
    .default('sluice'),
  TABLE_NAME: z
    .string()
    .regex(/^[\w.-]{3,255}$/, 'must be a table name')
    .default('sluice'),
  AWS_ENDPOINT_URL_S3: httpAddress.optional(),
  AWS_ENDPOINT_URL_DYNAMODB: httpAddress.optional(),
  AWS_ENDPOINT_URL_SQS: httpAddress.optional(),
  JOB_QUEUE_URL: httpAddress.optional(),
  SCAN_QUEUE_ARN: z.string().startsWith('arn:', 'must be the ARN of a queue').optional(),
  AWS_REGION: z.string().min(1).default('us-east-1'),
  BUCKET_TIMEOUT_MS: timeoutMs.optional(),
  TABLE_TIMEOUT_MS: timeoutMs.optional(),
  SESSION_SECRET: secretList.optional(),
  DATA_DIR: z.string().min(1).default('.data'),
  POWERTOOLS_LOG_LEVEL: z
    .string()
    .toUpperCase()
    .pipe(z.enum(logLevels, `must be one of ${logLevels.join(', ')}`))
    .default('INFO'),
  POWERTOOLS_SERVICE_NAME: z.string().min(1).default('sluice'),
  DEMO_PASSWORD: z
    .string()
    .min(passwordLength.min, `must have at least ${passwordLength.min} characters`)
    .default('sluice-demo'),
  REGISTRATION: z.enum(['open', 'closed'], 'must be "open" or "closed"').optional(),
  OIDC_ISSUER: z
    .url({ protocol: /^https?$/, error: 'must be the address of an OpenID Connect provider' })
    .refine(
      (url) => url.startsWith('https:') || /^http:\/\/(localhost|127\.0\.0\.1)(:\d+)?(\/|$)/.test(url),
      'must begin with https:, unless it is on this machine',
    )
    .optional(),
  OIDC_CLIENT_ID: z.string().min(1).optional(),
  OIDC_CLIENT_SECRET: z.string().min(1).optional(),
  OIDC_ADMIN_GROUP: z.string().min(1).optional(),
  CLIENT_ADDRESS_HEADER: clientAddressHeader.optional(),
  CDN_SECRET: secretList.optional(),
  AWS_LAMBDA_FUNCTION_NAME: z.string().optional(),
  AWS_LAMBDA_INITIALIZATION_TYPE: z.string().optional(),
  AWS_LAMBDA_LOG_LEVEL: z.string().optional(),
  _HANDLER: z.string().default(''),
  LD_LIBRARY_PATH: z.string().optional(),
  UPSTREAMS: upstreamsJson.default({}),
  SCANNER: z.enum(['guardduty'], 'must be "guardduty", or absent').optional(),
  CLAMD_SOCKET: z
    .string()
    .regex(/^(\/.+|tcp:\/\/[^/\s]+)$/, 'must be the path of a socket, or tcp://host:port')
    .optional(),
  CLAMD_MAX_BYTES: z
    .string()
    .regex(/^[1-9]\d{0,9}$/, 'must be a number of bytes')
    .transform(Number)
    .refine((bytes) => bytes <= mostClamdBytes, `must be at most ${mostClamdBytes}: clamd looks into no larger file`)
    .default(usualClamdBytes),
  INFECTED_FILES: z.enum(['remove', 'keep'], 'must be "remove" or "keep"').default('remove'),
});

/**
 * Reads and checks the environment. An empty variable counts as absent.
 * @throws InvalidConfig naming every variable that is wrong
 */
export function readConfig(environment: Record<string, string | undefined> = process.env): Config {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = Environment.safeParse(given);
  if (!parsed.success) {
    throw new InvalidConfig(
      parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${messageOf(issue)}`).join('; '),
    );
  }
  const values = parsed.data;
  const onLambda = values.AWS_LAMBDA_FUNCTION_NAME !== undefined;
  const missing = onLambda ? neededOnLambda(values).find((name) => values[name] === undefined) : undefined;
  if (missing !== undefined) throw new InvalidConfig(`${missing}: must be set on Lambda`);
  const publicUrl = new URL(values.PUBLIC_URL ?? `http://localhost:${values.PORT}`).origin;
  const proxy = readProxy({ publicUrl, header: values.CLIENT_ADDRESS_HEADER, secrets: values.CDN_SECRET }, refuse);
  const singleSignOn = readSingleSignOn(values);
  const scanner = readScanner(values);
  return {
    port: values.PORT,
    host: values.HOST,
    bucketPort: values.BUCKET_PORT,
    publicUrl,
    bucketName: values.BUCKET_NAME,
    tableName: values.TABLE_NAME,
    region: values.AWS_REGION,
    s3Endpoint: values.AWS_ENDPOINT_URL_S3,
    dynamodbEndpoint: values.AWS_ENDPOINT_URL_DYNAMODB,
    jobQueueUrl: values.JOB_QUEUE_URL,
    scanQueueArn: values.SCAN_QUEUE_ARN,
    sqsEndpoint: values.AWS_ENDPOINT_URL_SQS,
    bucketTimeoutMs: values.BUCKET_TIMEOUT_MS,
    tableTimeoutMs: values.TABLE_TIMEOUT_MS,
    sessionSecrets: values.SESSION_SECRET ?? [],
    dataDir: values.DATA_DIR,
    demoPassword: values.DEMO_PASSWORD,
    logLevel: levelOfFunction(values.AWS_LAMBDA_LOG_LEVEL) ?? values.POWERTOOLS_LOG_LEVEL,
    serviceName: values.POWERTOOLS_SERVICE_NAME,
    isRegistrationOpen: values.REGISTRATION === undefined ? !onLambda : values.REGISTRATION === 'open',
    ...(proxy && { proxy }),
    ...(singleSignOn && { singleSignOn }),
    ...(scanner && { scanner }),
    onLambda,
    libraryPath: values.LD_LIBRARY_PATH,
    isStartWaitedFor: values.AWS_LAMBDA_INITIALIZATION_TYPE === 'on-demand',
    upstreams: withSecrets(values.UPSTREAMS, given, refuse),
  };
}

/** Returns the X-Ray trace of the invocation that runs now; a variable of the process, which Lambda sets each time. */
export function findTraceId(): string | undefined {
  return process.env._X_AMZN_TRACE_ID;
}

/** Returns the `ApplicationLogLevel` of a function, which has another name for the gravest level. */
function levelOfFunction(name: string | undefined): LogLevel | undefined {
  return logLevels.find((level) => level === (name === 'FATAL' ? 'CRITICAL' : name));
}

/**
 * Returns the variables that a function needs. The worker reads no cookies. Without AWS's table there need be no queue
 * of AWS either: the gateway's functions leave jobs to the server that has started it.
 */
function neededOnLambda(values: z.infer<typeof Environment>): (keyof typeof values)[] {
  const isWorker = values._HANDLER.startsWith('worker.');
  const isOnAws = values.AWS_ENDPOINT_URL_DYNAMODB === undefined;
  return [
    ...(isWorker ? [] : ['SESSION_SECRET' as const]),
    'PUBLIC_URL',
    ...(isOnAws ? ['JOB_QUEUE_URL' as const] : []),
  ];
}

function refuse(problem: string): never {
  throw new InvalidConfig(problem);
}

/** Returns the sentence of an issue; for a name inside of a variable, that of the issue one level down. */
function messageOf(issue: z.core.$ZodIssue): string {
  return (issue.code === 'invalid_key' && issue.issues[0]?.message) || issue.message;
}

/** Returns the scanner of the deployment; `undefined` when none is set. */
function readScanner(values: z.infer<typeof Environment>): ScannerSettings | undefined {
  const keepsInfected = values.INFECTED_FILES === 'keep';
  if (values.SCANNER === 'guardduty') return { name: 'guardduty', keepsInfected };
  if (values.CLAMD_SOCKET === undefined) return undefined;
  return { name: 'clamd', socket: values.CLAMD_SOCKET, maxBytes: values.CLAMD_MAX_BYTES, keepsInfected };
}

/**
 * Returns the single sign-on settings; `undefined` when none of them is set.
 * @throws InvalidConfig when some of them are missing
 */
function readSingleSignOn(values: z.infer<typeof Environment>): SingleSignOnSettings | undefined {
  const needed = ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'] as const;
  const missing = needed.filter((name) => values[name] === undefined);
  if (missing.length === needed.length && values.OIDC_ADMIN_GROUP === undefined) return undefined;
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret } = values;
  if (issuer === undefined || clientId === undefined || clientSecret === undefined)
    throw new InvalidConfig(`${missing.join(', ')}: must be set too, for single sign-on`);
  const adminGroup = values.OIDC_ADMIN_GROUP;
  return { issuer, clientId, clientSecret, ...(adminGroup !== undefined && { adminGroup }) };
}
