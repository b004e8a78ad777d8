import { CreateTableCommand, UpdateTimeToLiveCommand } from '@aws-sdk/client-dynamodb';
import { createChecks } from '../../../cli/doctor/checks.ts';
import { findFreePort } from '../../../cli/free-port.ts';
import type { Config } from '../../../src/config.ts';
import type { Finding } from '../../../src/health/finding.ts';
import { runChecks } from '../../../src/health/run-checks.ts';
import { type RunningServer, serveApp } from '../../../src/http/node-server.ts';
import { createTable } from '../../../src/records/table.ts';
import { type BucketClient, createBucketClient } from '../../../src/storage/bucket-client.ts';
import { prepareBucket } from '../../../src/storage/prepare-bucket.ts';
import { startTestApp, type TestApp } from '../../support/test-app.ts';

/** A test app on a port, whose bucket and table tests can bend. */
export interface ServedApp {
  readonly testApp: TestApp;
  readonly config: Config;
  readonly server: RunningServer;
  close(): Promise<void>;
}

export async function serveTestApp(): Promise<ServedApp> {
  const port = await findFreePort();
  const testApp = await startTestApp({ publicUrl: `http://localhost:${port}` });
  const server = await serveApp(testApp.app, { port, host: 'localhost' });
  const config = { ...testApp.config, sessionSecrets: ['p3Zr0vFqY8sLkW1xTn6bJd9hUc2mAe5gQi7oXj4R'] };
  return { testApp, config, server, close: () => Promise.all([server.close(), testApp.close()]).then(() => undefined) };
}

/** What every check finds, by name. */
export async function examine(config: Config, clock?: () => Date): Promise<Record<string, Finding>> {
  const reports = await runChecks(await createChecks(config, clock));
  return Object.fromEntries(reports.map(({ name, finding }) => [name, finding]));
}

export function wrongOnes(findings: Readonly<Record<string, Finding>>): string[] {
  return Object.keys(findings).filter((name) => findings[name]?.is === 'wrong');
}

/** Another bucket of the app, prepared like the first. */
export async function addBucket({ config }: ServedApp, bucketName: string): Promise<BucketClient> {
  const client = createBucketClient({ ...config, bucketName });
  await prepareBucket(client, [config.publicUrl]);
  return client;
}

/** Another table of the app, with this key and, where named, this attribute for TTL. */
export async function addTable(
  { config }: ServedApp,
  name: string,
  keys: [string, string],
  ttl?: string,
): Promise<void> {
  const { documents } = createTable(config);
  await documents.send(
    new CreateTableCommand({
      TableName: name,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: keys.map((key) => ({ AttributeName: key, AttributeType: 'S' })),
      KeySchema: keys.map((key, index) => ({ AttributeName: key, KeyType: index === 0 ? 'HASH' : 'RANGE' })),
    }),
  );
  if (ttl === undefined) return;
  const TimeToLiveSpecification = { AttributeName: ttl, Enabled: true };
  await documents.send(new UpdateTimeToLiveCommand({ TableName: name, TimeToLiveSpecification }));
}
