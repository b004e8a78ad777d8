import { newId } from '../../src/values/id.ts';
import type { Client } from '../../test/support/client.ts';
import { fileIdOf, submitAvatar } from '../../test/support/submitting.ts';
import type { TestApp } from '../../test/support/test-app.ts';
import { claimOf, helloText, sendTo, start, upload } from '../../test/support/uploading.ts';
import { type CountedApp, startCountedApp } from './counted-app.ts';
import type { Cost } from './counted-calls.ts';

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
  const counted = await startCountedApp();
  try {
    const costs: RequestCost[] = [];
    for (const { request, maxWaits, maxCalls, isOfJourney = false, status, send } of requests) {
      await counted.measure(await prepare(counted), send);
      const { response, ...cost } = await counted.measure(await prepare(counted), send);
      if (response.status !== status) throw new Error(`${request} was answered with ${response.status}.`);
      costs.push({ request, maxWaits, maxCalls, isOfJourney, ...cost });
    }
    return costs;
  } finally {
    await counted.close();
  }
}

/** A user with a page of submissions, a picture, and a file at every step; and an admin. */
async function prepare({ testApp, inCountedApp }: CountedApp): Promise<Prepared> {
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
    measured: inCountedApp(client),
    admin: inCountedApp(admin.client),
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
