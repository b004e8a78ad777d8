import type { Config } from '../../src/config.ts';
import type { Check } from '../../src/health/finding.ts';
import { connectionChecks } from '../../src/health/reachable.ts';
import { tableAddress } from '../../src/records/inspect-table.ts';
import { createRecords } from '../../src/records/records.ts';
import { createTable } from '../../src/records/table.ts';
import { createBucket } from '../../src/storage/bucket.ts';
import { createBucketClient } from '../../src/storage/bucket-client.ts';
import { signedRequestLifetimeSeconds } from '../../src/storage/presigned-request.ts';
import { appAnswers, appIsReady, otherOriginsCannotRead } from './app.ts';
import { lifecycleRulesAreThere, publicAccessIsBlocked } from './bucket-settings.ts';
import { clientAddressesAreKnown } from './client-addresses.ts';
import { clockIsRight } from './clock.ts';
import { corsIsRight } from './cors.ts';
import { credentialsWork } from './credentials.ts';
import { runtimeVersion, variables } from './environment.ts';
import { jobQueueIsRight } from './job-queue.ts';
import { jobsMove } from './jobs-move.ts';
import { scannerResponds } from './scanner.ts';
import { secretIsStrong } from './secret.ts';
import { signedRequestsWork } from './signed-requests.ts';
import { tableIsRight } from './table-settings.ts';

/** With this clock a signed request has expired as soon as it is signed. */
const expired = (clock: () => Date) => () => new Date(clock().getTime() - 2 * signedRequestLifetimeSeconds * 1000);

/** Returns all checks of a set-up, each after the checks that it depends on. */
export async function createChecks(config: Config, clock: () => Date = () => new Date()): Promise<readonly Check[]> {
  const client = createBucketClient(config);
  const bucket = createBucket(client, clock);
  const table = createTable(config);
  const records = createRecords(table);
  return [
    variables(config),
    runtimeVersion(),
    secretIsStrong(config),
    clientAddressesAreKnown(config),
    clockIsRight(clock, { bucket: client.address, table: await tableAddress(table) }),
    { ...credentialsWork(client, clock), needs: ['clock'] },
    ...connectionChecks({ bucket, records }).map((check) => ({
      ...check,
      needs: ['credentials'],
    })),
    publicAccessIsBlocked(client),
    corsIsRight(bucket, config.publicUrl),
    lifecycleRulesAreThere(client),
    signedRequestsWork(bucket, createBucket(client, expired(clock))),
    tableIsRight(table),
    { ...jobQueueIsRight(config), needs: ['credentials'] },
    scannerResponds(config),
    jobsMove(records.jobs, clock),
    appAnswers(config.publicUrl),
    otherOriginsCannotRead(config.publicUrl),
    appIsReady(config.publicUrl),
  ];
}
