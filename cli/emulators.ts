import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { addDemoUsers } from '../src/accounts/users/demo-users.ts';
import type { AwsCredentials, Config } from '../src/config.ts';
import { prepareTable } from '../src/records/prepare-table.ts';
import { createTable } from '../src/records/table.ts';
import { createBucketClient } from '../src/storage/bucket-client.ts';
import { prepareBucket } from '../src/storage/prepare-bucket.ts';
import { startBucketProcess } from './bucket-process.ts';
import { createCommandPorts } from './command-ports.ts';
import { findHolder, holdFolder } from './folder-lock.ts';
import { startEmbeddedTable } from './table.ts';

export interface Emulators {
  readonly config: Config;
  close(): Promise<void>;
}

/** Starts an embedded bucket and table unless the configuration names others, with their data in its folder. */
export async function startEmulators(config: Config): Promise<Emulators> {
  const folder = resolve(config.dataDir);
  await mkdir(folder, { recursive: true });
  const lock = await holdFolder(folder);
  const running: { close(): Promise<void> }[] = [lock];
  const close = async () => {
    for (const part of running.toReversed()) await part.close();
  };
  try {
    let settled: Config = { ...config, sessionSecrets: await settleSecrets(config, folder) };
    if (config.dynamodbEndpoint === undefined) {
      const table = await startEmbeddedTable({ file: join(folder, 'tables.sqlite') });
      running.push(table);
      settled = { ...settled, dynamodbEndpoint: table.endpoint };
    }
    if (config.s3Endpoint === undefined) {
      const credentials = await bucketCredentials(folder);
      const bucket = await startBucketProcess({
        folder: join(folder, 'bucket'),
        region: config.region,
        credentials,
        listen: config.bucketPort === undefined ? undefined : { host: config.host, port: config.bucketPort },
      });
      running.push(bucket);
      settled = { ...settled, s3Endpoint: bucket.endpoint, credentials };
    }
    const { publicUrl, s3Endpoint = '', dynamodbEndpoint = '' } = settled;
    await lock.publish({ publicUrl, s3Endpoint, dynamodbEndpoint });
    return { config: settled, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/**
 * Returns the configuration of the server that is running on the folder, for commands beside it. Returns undefined when
 * none is running.
 */
export async function findRunning(config: Config): Promise<Config | undefined> {
  const folder = resolve(config.dataDir);
  const holder = await findHolder(folder);
  if (!holder?.s3Endpoint || !holder.dynamodbEndpoint) return undefined;
  const { publicUrl = config.publicUrl, s3Endpoint, dynamodbEndpoint } = holder;
  const settled = {
    ...config,
    publicUrl,
    s3Endpoint,
    dynamodbEndpoint,
    sessionSecrets: await settleSecrets(config, folder),
  };
  return config.s3Endpoint === undefined ? { ...settled, credentials: await bucketCredentials(folder) } : settled;
}

/** Prepares the parts that a deployment's template creates beforehand: bucket, table, and a user to sign in as. */
export async function prepareEmulators(config: Config): Promise<void> {
  const bucketClient = createBucketClient(config);
  const table = createTable(config);
  await Promise.all([prepareBucket(bucketClient, localOrigins(config.publicUrl)), prepareTable(table)]);
  await addDemoUsers(createCommandPorts(config), config.demoPassword);
}

/** People type both names of this machine. */
function localOrigins(publicUrl: string): string[] {
  return [publicUrl, publicUrl.replace('//localhost', '//127.0.0.1')];
}

async function settleSecrets(config: Config, folder: string): Promise<readonly string[]> {
  return config.sessionSecrets.length > 0 ? config.sessionSecrets : [await keptSecret(folder, 'session-secret')];
}

/**
 * Returns the embedded servers' own credentials: they listen on this machine only, and each folder has its own secret.
 */
async function bucketCredentials(folder: string): Promise<AwsCredentials> {
  return { accessKeyId: 'sluice-local', secretAccessKey: await keptSecret(folder, 'bucket-secret') };
}

/** Returns a secret that is made once and kept in the folder, readable by its owner only. */
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
