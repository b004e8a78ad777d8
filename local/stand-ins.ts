import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { addDemoUsers } from '../src/accounts/demo-users.ts';
import type { Config } from '../src/config.ts';
import { prepareTable } from '../src/records/prepare-table.ts';
import { createRecords } from '../src/records/records.ts';
import { createTable } from '../src/records/table.ts';
import { createBucket } from '../src/storage/bucket.ts';
import { createBucketClient } from '../src/storage/bucket-client.ts';
import { prepareBucket } from '../src/storage/prepare-bucket.ts';
import { startBucketProcess } from './bucket-process.ts';
import { holdFolder } from './folder-lock.ts';
import { startEmbeddedTable } from './table.ts';

export interface StandIns {
  readonly config: Config;
  close(): Promise<void>;
}

/** The embedded servers' own; they listen on this machine only, and each folder's secret is its own. */
const accessKeyId = 'sluice-local';

/** Starts an embedded bucket and table for those that the configuration does not name, with their data in its folder. */
export async function startStandIns(config: Config): Promise<StandIns> {
  const folder = resolve(config.dataDir);
  await mkdir(folder, { recursive: true });
  const lock = await holdFolder(folder);
  const running: { close(): Promise<void> }[] = [lock];
  const close = async () => {
    for (const part of running.toReversed()) await part.close();
  };
  try {
    const credentials = { accessKeyId, secretAccessKey: await keptSecret(folder, 'bucket-secret') };
    const sessionSecrets =
      config.sessionSecrets.length > 0 ? config.sessionSecrets : [await keptSecret(folder, 'session-secret')];
    let { s3Endpoint, dynamodbEndpoint } = config;
    if (dynamodbEndpoint === undefined) {
      const table = await startEmbeddedTable({ file: join(folder, 'table.sqlite') });
      running.push(table);
      dynamodbEndpoint = table.endpoint;
    }
    if (s3Endpoint !== undefined) return { config: { ...config, sessionSecrets, dynamodbEndpoint }, close };
    const bucket = await startBucketProcess({ folder: join(folder, 'bucket'), region: config.region, credentials });
    running.push(bucket);
    s3Endpoint = bucket.endpoint;
    return { config: { ...config, sessionSecrets, s3Endpoint, dynamodbEndpoint, credentials }, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** What a deployment's template does beforehand: bucket, table, and somebody to sign in as. */
export async function prepareStandIns(config: Config): Promise<void> {
  const bucketClient = createBucketClient(config);
  const table = createTable(config);
  await Promise.all([prepareBucket(bucketClient, localOrigins(config.publicUrl)), prepareTable(table)]);
  const clock = () => new Date();
  await addDemoUsers(
    { bucket: createBucket(bucketClient, clock), records: createRecords(table), clock },
    config.demoPassword,
  );
}

/** People type both names of this machine. */
function localOrigins(publicUrl: string): string[] {
  return [publicUrl, publicUrl.replace('//localhost', '//127.0.0.1')];
}

/** A secret that is made once and kept in the folder, readable by its owner only. */
async function keptSecret(folder: string, name: string): Promise<string> {
  const file = join(folder, name);
  try {
    return await readFile(file, 'utf8');
  } catch {
    const secret = randomBytes(32).toString('base64url');
    await writeFile(file, secret, { mode: 0o600 });
    return secret;
  }
}
