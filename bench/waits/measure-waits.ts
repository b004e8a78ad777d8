import { createApp } from '../../src/app.ts';
import { createRecords } from '../../src/records/records.ts';
import { createTable } from '../../src/records/table.ts';
import { createBucket } from '../../src/storage/bucket.ts';
import { createBucketClient } from '../../src/storage/bucket-client.ts';
import { newId } from '../../src/values/id.ts';
import { Client } from '../../test/support/client.ts';
import { fileIdOf, submitAvatar } from '../../test/support/submitting.ts';
import { startTestApp, type TestApp } from '../../test/support/test-app.ts';
import { claimOf, helloText, sendTo, start, upload } from '../../test/support/uploading.ts';
import { type Cost, countCalls } from './counted-calls.ts';
import { Rounds } from './rounds.ts';

/** What one request took, beside its goals. */
export interface RequestCost extends Cost {
  readonly request: string;
  /** The waits in a row that the request may have. */
  readonly maxWaits: number;
  /** The calls that it may make, where that is limited too. */
  readonly maxCalls: number | undefined;
  /** True for a request of the journey: a form, a file for it, its receipt, and the file again. */
  readonly isOfJourney: boolean;
}

/** True when a request waits more often, or makes more calls, than its goal. */
export function isOverGoal({ calls, waits, maxWaits, maxCalls = calls }: RequestCost): boolean {
  return waits > maxWaits || calls > maxCalls;
}

/** One request to the measured app. Clients of the test app prepare it, and their calls are not counted. */
interface MeasuredRequest {
  readonly request: string;
  readonly maxWaits: number;
  readonly maxCalls?: number;
  readonly isOfJourney?: true;
  readonly status: number;
  readonly send: (given: Prepared) => Promise<Response>;
}

/** What stands in table and bucket before a request is measured, and who sends it. */
interface Prepared {
  readonly measured: Client;
  readonly email: string;
  readonly password: string;
  readonly admin: Client;
  readonly sentUpload: string;
  readonly completeUpload: string;
  readonly submission: string;
  readonly file: string;
}

const requests: readonly MeasuredRequest[] = [
  {
    request: 'POST /session',
    maxWaits: 4,
    status: 201,
    send: ({ measured, email, password }) => {
      measured.cookies.clear();
      return measured.post('/session', { json: { email, password } });
    },
  },
  { request: 'GET / page', maxWaits: 2, status: 200, send: ({ measured }) => measured.getPage('/') },
  {
    request: 'GET /forms/{slug} page',
    maxWaits: 1,
    isOfJourney: true,
    status: 200,
    send: ({ measured }) => measured.getPage('/forms/documents'),
  },
  {
    request: 'POST /uploads',
    maxWaits: 3,
    isOfJourney: true,
    status: 201,
    send: ({ measured }) => measured.post('/uploads', { json: claimOf(helloText) }),
  },
  {
    request: 'POST /uploads/{id}/complete',
    maxWaits: 4,
    isOfJourney: true,
    status: 200,
    send: ({ measured, sentUpload }) => measured.post(`/uploads/${sentUpload}/complete`),
  },
  {
    request: 'POST /forms/{slug} with one file',
    maxWaits: 5,
    isOfJourney: true,
    status: 201,
    send: ({ measured, completeUpload }) =>
      measured.post('/forms/documents', { json: { title: 'Boots', files: [completeUpload] } }),
  },
  {
    request: 'GET /submissions/{id} page',
    maxWaits: 2,
    isOfJourney: true,
    status: 200,
    send: ({ measured, submission }) => measured.getPage(`/submissions/${submission}`),
  },
  {
    request: 'GET /files/{id}',
    maxWaits: 2,
    isOfJourney: true,
    status: 302,
    send: ({ measured, file }) => measured.get(`/files/${file}`),
  },
  {
    request: 'GET /submissions page of 25',
    maxWaits: 2,
    maxCalls: 3,
    status: 200,
    send: ({ measured }) => measured.getPage('/submissions'),
  },
  {
    request: 'GET /submissions page of all',
    maxWaits: 2,
    status: 200,
    send: ({ admin }) => admin.getPage('/submissions'),
  },
];

/**
 * Measures each request of the table of waits, on an embedded bucket and table. Each is sent twice, and the second one
 * counts: the first loads the modules that it needs.
 */
export async function measureWaits(): Promise<RequestCost[]> {
  const testApp = await startTestApp();
  try {
    const { app, taken } = countedApp(testApp);
    const costs: RequestCost[] = [];
    for (const { request, maxWaits, maxCalls, isOfJourney = false, status, send } of requests) {
      let cost: Cost | undefined;
      for (let time = 0; time < 2; time++) {
        const prepared = await prepare(testApp, app);
        const before = taken();
        const response = await send(prepared);
        await response.arrayBuffer();
        if (response.status !== status) throw new Error(`${request} was answered with ${response.status}.`);
        cost = difference(taken(), before);
      }
      if (cost) costs.push({ request, maxWaits, maxCalls, isOfJourney, ...cost });
    }
    return costs;
  } finally {
    await testApp.close();
  }
}

/** The app of the test, with clients of its own for table and bucket. */
function countedApp({ config, dependencies }: TestApp) {
  const table = createTable(config);
  const bucketClient = createBucketClient(config);
  const { taken } = countCalls(new Rounds(), table, bucketClient);
  const bucket = createBucket(bucketClient, dependencies.clock);
  return { app: createApp({ ...dependencies, records: createRecords(table), bucket }), taken };
}

/** A user with a page of submissions, a picture, and a file at every step; and an admin. */
async function prepare(testApp: TestApp, app: TestApp['app']): Promise<Prepared> {
  const { client, user, password } = await testApp.signUp();
  const admin = await testApp.signUp({ role: 'admin' });
  await submitAvatar(client);
  for (let count = 0; count < 26; count++) await addSubmission(testApp, user);
  const { id: sentUpload, request } = await start(client, helloText);
  await sendTo(request, helloText.bytes);
  const completeUpload = await upload(client, helloText);
  const files = [await upload(client, helloText)];
  const submitted = await (await client.post('/forms/documents', { json: { title: 'Boots', files } })).json();
  return {
    measured: inApp(client, testApp, app),
    admin: inApp(admin.client, testApp, app),
    ...{ email: user.email, password, sentUpload, completeUpload },
    submission: submitted.id,
    file: fileIdOf(submitted),
  };
}

async function addSubmission(
  { dependencies: { records, clock } }: TestApp,
  { id, username }: { readonly id: string; readonly username: string },
): Promise<void> {
  const submittedAt = clock().toISOString();
  const submission = { id: newId(), number: 1, form: 'documents', submittedAt, submitter: { id, username } };
  await records.submissions.add(
    { ...submission, fields: { title: 'Boots' }, files: {} },
    { key: newId(), fingerprint: '' },
    { shown: { title: 'Boots' } },
  );
}

/** The same person, with the same cookies, in the measured app. */
function inApp({ cookies }: Client, { dependencies }: TestApp, app: TestApp['app']): Client {
  const client = new Client(app, dependencies.publicUrl);
  for (const [name, value] of cookies) client.cookies.set(name, value);
  return client;
}

function difference(after: Cost, before: Cost): Cost {
  return {
    calls: after.calls - before.calls,
    waits: after.waits - before.waits,
    readUnits: after.readUnits - before.readUnits,
    writeUnits: after.writeUnits - before.writeUnits,
  };
}
