import packageDocument from '../package.json' with { type: 'json' };
import { createSigner, type Signer } from './accounts/signed-value.ts';
import type { SingleSignOn } from './accounts/sso/single-sign-on.ts';
import type { Brand } from './brand/define-brand.ts';
import { declaredBrand } from './brand.ts';
import { type Config, findTraceId } from './config.ts';
import { declaredForms, type Forms } from './forms/registry.ts';
import { type Assets, loadAssets } from './http/assets.ts';
import type { ProxySettings } from './http/proxy-settings.ts';
import { type LoadMessages, loadMessages } from './messages/messages.ts';
import type { Ports } from './ports.ts';
import { noQueue, type Queue } from './queue/queue.ts';
import type { Records } from './records/records.ts';
import type { Bucket } from './storage/bucket.ts';
import { bucketAddress } from './storage/bucket-address.ts';
import { createEmfMetrics } from './telemetry/emf-metrics.ts';
import { createJsonLog } from './telemetry/json-log.ts';
import type { Log } from './telemetry/log.ts';
import { noMetrics } from './telemetry/metrics.ts';
import { createUpstreams, type Upstreams } from './upstream/upstream.ts';
import { lazy } from './values/lazy.ts';

/** The parts of the app that it does not create itself. */
export interface Dependencies extends Ports {
  readonly forms: Forms;
  /** The name and look of this deployment. */
  readonly brand: Brand;
  readonly assets: Assets;
  readonly loadMessages: LoadMessages;
  readonly sessionSigner: Signer;
  /** Signs what a browser shows after it has opened a link to share. */
  readonly linkSigner: Signer;
  readonly singleSignOn: SingleSignOn | undefined;
  /** True when visitors may register. */
  readonly isRegistrationOpen: boolean;
  readonly upstreams: Upstreams;
  readonly proxy?: ProxySettings;
  /** The origin that browsers see. */
  readonly publicUrl: string;
  /** The origin that browsers send files to and get them from. */
  readonly bucketOrigin: string;
  readonly version: string;
}

/**
 * Creates all clients and adapters, which no other function does. `assetsFolder` is where the build has put the
 * browser's files. The AWS SDK is most of the code, and not every request needs it: where a request waits for the
 * start, the first request that needs the SDK loads it; otherwise it is loaded now. `queue` is that of the process,
 * where it runs jobs itself.
 */
export async function createDependencies(
  config: Config,
  assetsFolder: URL,
  queue: Queue = noQueue,
): Promise<Dependencies> {
  const clock = () => new Date();
  const log = await openLog(config);
  const bucket = () => openBucket(config, clock);
  const records = () => openRecords(config);
  return {
    clock,
    ...(config.isStartWaitedFor
      ? { bucket: lazy(bucket), records: lazy(records) }
      : { bucket: await bucket(), records: await records() }),
    queue,
    bucketOrigin: bucketAddress(config).origin,
    forms: declaredForms,
    brand: declaredBrand,
    assets: loadAssets(assetsFolder),
    loadMessages,
    sessionSigner: createSigner(config.sessionSecrets, 'session'),
    linkSigner: createSigner(config.sessionSecrets, 'shared-link'),
    singleSignOn: config.singleSignOn && (await openSingleSignOn(config, config.singleSignOn, { clock, log })),
    isRegistrationOpen: config.isRegistrationOpen,
    upstreams: createUpstreams(config.upstreams),
    ...(config.proxy && { proxy: config.proxy }),
    publicUrl: config.publicUrl,
    version: packageDocument.version,
    log,
    metrics: config.onLambda ? createEmfMetrics(config.serviceName) : noMetrics,
  };
}

/** Loads the log of this place only: JSON for CloudWatch, or lines for a terminal. */
async function openLog({ logLevel, onLambda, serviceName }: Config): Promise<Log> {
  if (onLambda) return createJsonLog(logLevel, serviceName, findTraceId);
  const { createReadableLog } = await import('./telemetry/readable-log.ts');
  return createReadableLog(logLevel);
}

async function openSingleSignOn(
  { publicUrl, sessionSecrets: secrets }: Config,
  settings: NonNullable<Config['singleSignOn']>,
  parts: Pick<Dependencies, 'clock' | 'log'>,
): Promise<SingleSignOn> {
  const { createSingleSignOn } = await import('./accounts/sso/single-sign-on.ts');
  return createSingleSignOn(settings, { publicUrl, secrets, ...parts });
}

async function openBucket(config: Config, clock: () => Date): Promise<Bucket> {
  const [{ createBucket }, { createBucketClient }] = await Promise.all([
    import('./storage/bucket.ts'),
    import('./storage/bucket-client.ts'),
  ]);
  return createBucket(createBucketClient(config), clock);
}

async function openRecords(config: Config): Promise<Records> {
  const [{ createRecords }, { createTable }] = await Promise.all([
    import('./records/records.ts'),
    import('./records/table.ts'),
  ]);
  return createRecords(createTable(config));
}
