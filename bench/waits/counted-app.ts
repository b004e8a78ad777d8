import { createApp } from '../../src/app.ts';
import { createRecords } from '../../src/records/records.ts';
import { createTable } from '../../src/records/table.ts';
import { createBucket } from '../../src/storage/bucket.ts';
import { createBucketClient } from '../../src/storage/bucket-client.ts';
import { Client } from '../../test/support/client.ts';
import { startTestApp, type TestApp } from '../../test/support/test-app.ts';
import { type Cost, countCalls } from './counted-calls.ts';
import { Rounds } from './rounds.ts';

/** A test app, and the same app a second time with clients for table and bucket that count their calls. */
export interface CountedApp {
  /** Prepares what is measured; its calls are not counted. */
  readonly testApp: TestApp;
  /** The same person, with the same cookies, in the app whose calls are counted. */
  inCountedApp(client?: Client): Client;
  /** Sends one request, and returns its response with what it took. */
  measure<Given>(given: Given, send: (given: Given) => Promise<Response>): Promise<Cost & { response: Response }>;
  close(): Promise<void>;
}

export async function startCountedApp(): Promise<CountedApp> {
  const testApp = await startTestApp();
  const { config, dependencies } = testApp;
  const table = createTable(config);
  const bucketClient = createBucketClient(config);
  const { taken } = countCalls(new Rounds(), table, bucketClient);
  const bucket = createBucket(bucketClient, dependencies.clock);
  const app = createApp({ ...dependencies, records: createRecords(table), bucket });
  return {
    testApp,
    inCountedApp(of) {
      const client = new Client(app, dependencies.publicUrl);
      for (const [name, value] of of?.cookies ?? []) client.cookies.set(name, value);
      return client;
    },
    async measure(given, send) {
      const before = taken();
      const response = await send(given);
      await response.clone().arrayBuffer();
      return { response, ...difference(taken(), before) };
    },
    close: () => testApp.close(),
  };
}

function difference(after: Cost, before: Cost): Cost {
  return {
    calls: after.calls - before.calls,
    waits: after.waits - before.waits,
    readUnits: after.readUnits - before.readUnits,
    writeUnits: after.writeUnits - before.writeUnits,
  };
}
