import packageDocument from '../package.json' with { type: 'json' };
import { createSessionSeal, type SessionSeal } from './accounts/session-seal.ts';
import { createSingleSignOn, type SingleSignOn } from './accounts/single-sign-on.ts';
import { type Assets, loadAssets } from './assets.ts';
import type { Config } from './config.ts';
import { declaredForms, type Forms } from './forms/registry.ts';
import type { Log } from './log.ts';
import { noMetrics } from './metrics.ts';
import type { Outside } from './outside.ts';
import { createRecords } from './records/records.ts';
import { createTable } from './records/table.ts';
import { createBucket } from './storage/bucket.ts';
import { createBucketClient } from './storage/bucket-client.ts';
import { createEmfMetrics } from './telemetry/emf-metrics.ts';
import { createJsonLog } from './telemetry/json-log.ts';
import { createReadableLog } from './telemetry/readable-log.ts';
import { createUpstreams, type Upstreams } from './upstream/upstream.ts';

/** Everything that the app is made of and does not make itself. */
export interface Dependencies extends Outside {
  readonly forms: Forms;
  readonly assets: Assets;
  readonly sessionSeal: SessionSeal;
  readonly singleSignOn: SingleSignOn | undefined;
  /** Whether anybody may sign up. */
  readonly isRegistrationOpen: boolean;
  readonly upstreams: Upstreams;
  /** The origin that browsers see. */
  readonly publicUrl: string;
  readonly version: string;
  readonly log: Log;
}

/**
 * The only place where clients and adapters are made. `assetsFolder` is where the build has put the browser's files.
 */
export function createDependencies(config: Config, assetsFolder: URL): Dependencies {
  const clock = () => new Date();
  const log = config.onLambda ? createJsonLog(config.logLevel) : createReadableLog(config.logLevel);
  return {
    clock,
    bucket: createBucket(createBucketClient(config), clock),
    records: createRecords(createTable(config)),
    forms: declaredForms,
    assets: loadAssets(assetsFolder),
    sessionSeal: createSessionSeal(config.sessionSecrets),
    singleSignOn:
      config.singleSignOn &&
      createSingleSignOn(config.singleSignOn, {
        publicUrl: config.publicUrl,
        secrets: config.sessionSecrets,
        clock,
        log,
      }),
    isRegistrationOpen: config.isRegistrationOpen,
    upstreams: createUpstreams(config.upstreams),
    publicUrl: config.publicUrl,
    version: packageDocument.version,
    log,
    metrics: config.onLambda ? createEmfMetrics() : noMetrics,
  };
}
