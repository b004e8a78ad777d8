import type { Hono } from 'hono';
import { startTableServer } from '../../packages/dynamodb-table/src/server.ts';
import type { EmbeddedBucketOptions } from '../../packages/s3-server/src/server.ts';
import type { User, UserToCreate } from '../../src/accounts/users/user.ts';
import { createApp } from '../../src/app.ts';
import { createDependencies, type Dependencies } from '../../src/dependencies.ts';
import type { AppEnv } from '../../src/http/app-env.ts';
import { prepareTable } from '../../src/records/prepare-table.ts';
import { createRecords } from '../../src/records/records.ts';
import { createTable, type Table } from '../../src/records/table.ts';
import { createBucket } from '../../src/storage/bucket.ts';
import { createBucketClient } from '../../src/storage/bucket-client.ts';
import { prepareBucket } from '../../src/storage/prepare-bucket.ts';
import { lineValue } from '../../src/telemetry/line-value.ts';
import { Client } from './client.ts';
import { addUserWithPassword, beginSession } from './sign-up.ts';
import { testConfig } from './test-config.ts';
import { startTestS3, type TestS3 } from './test-s3.ts';

/** The real app on an embedded bucket and table of its own, with a clock that tests can move. */
export interface TestApp {
  readonly app: Hono<AppEnv>;
  readonly dependencies: Dependencies;
  readonly config: ReturnType<typeof testConfig>;
  readonly table: Table;
  readonly bucket: TestS3;
  /** What the app has logged. */
  readonly logLines: Record<string, unknown>[];
  /** Moves the app's and the bucket's clock. */
  advanceSeconds(seconds: number): void;
  /** A client without a session. */
  client(): Client;
  /** A new user, and a client with a session of theirs. It takes no time for a hash; `Client.signIn` does. */
  signUp(user?: Partial<UserToCreate>): Promise<{ client: Client; user: User; password: string }>;
  close(): Promise<void>;
}

export interface TestAppOptions extends Pick<EmbeddedBucketOptions, 'intercept'> {
  readonly publicUrl?: string;
  /** Where the browser's files are; by default two empty ones, so that no build is needed. */
  readonly assetsFolder?: URL;
  /** The file of the table, with what was written to it before; by default the table is in memory. */
  readonly tableFile?: string;
  /** Puts other parts into the app. */
  readonly replace?: (dependencies: Dependencies) => Partial<Dependencies>;
}

export async function startTestApp({
  publicUrl = 'http://localhost:3000',
  assetsFolder = new URL('./assets/', import.meta.url),
  intercept,
  tableFile: file,
  replace,
}: TestAppOptions = {}): Promise<TestApp> {
  const logLines: Record<string, unknown>[] = [];
  let offsetMs = 0;
  const clock = () => new Date(Date.now() + offsetMs);
  const bucket = await startTestS3({ clock, ...(intercept && { intercept }) });
  const tableServer = await startTableServer(file === undefined ? {} : { file });
  const config = testConfig({
    publicUrl,
    ...bucket.settings,
    dynamodbEndpoint: tableServer.endpoint,
  });

  const bucketClient = createBucketClient(config);
  // The SDK's own signatures are made by the same clock; it would set itself by the server's Date header, which does
  // not move.
  Object.defineProperty(bucketClient.s3.config, 'systemClockOffset', { get: () => offsetMs, set: () => undefined });
  const table = createTable(config);
  await Promise.all([prepareBucket(bucketClient, [publicUrl]), prepareTable(table)]);
  const base: Dependencies = {
    ...(await createDependencies(config, assetsFolder)),
    clock,
    log: { info: (line) => logLines.push(printed(line)), error: (line) => logLines.push(printed(line)) },
    bucket: createBucket(bucketClient, clock),
    records: createRecords(table),
  };
  const dependencies = { ...base, ...replace?.(base) };
  const app = createApp(dependencies);
  let userCount = 0;

  return {
    app,
    dependencies,
    config,
    table,
    bucket,
    logLines,
    advanceSeconds: (seconds) => {
      offsetMs += seconds * 1000;
    },
    client: () => new Client(app, publicUrl),
    async signUp(given = {}) {
      userCount += 1;
      const password = given.password ?? 'correct horse';
      const name = `user${userCount}`;
      const newUser = { email: `${name}@example.com`, username: name, role: 'user' as const, ...given, password };
      const user = await addUserWithPassword(dependencies, newUser);
      const client = new Client(app, publicUrl);
      client.cookies.set(...(await beginSession(dependencies, user)));
      return { client, user, password };
    },
    async close() {
      await Promise.all([bucket.close(), tableServer.close()]);
    },
  };
}

/** As the log's adapters print it. */
function printed(line: Record<string, unknown>): Record<string, unknown> {
  return JSON.parse(JSON.stringify(line, lineValue));
}
