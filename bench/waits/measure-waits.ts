import { newId } from '../../src/values/id.ts';
import type { Client } from '../../test/support/client.ts';
import { fileIdOf, submitAvatar, submitDocument } from '../../test/support/submitting.ts';
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
  readonly isOfJourney?: boolean;
  readonly status: number;
  /** Prepares an upload that only this request uses, and returns its id. */
  readonly prepare?: (client: Client) => Promise<string>;
  readonly send: (given: Prepared) => Promise<Response>;
}

/** A person with a page of submissions and a picture, and an admin. */
interface People {
  readonly client: Client;
  readonly email: string;
  readonly password: string;
  readonly admin: Client;
  readonly submission: string;
  readonly file: string;
}

/** The same people in the app whose calls are counted, with the upload of this request. */
interface Prepared extends People {
  readonly upload: string;
}

const requests: readonly MeasuredRequest[] = [
  {
    request: 'POST /session',
    maxWaits: 4,
    status: 201,
    send: ({ client, email, password }) => {
      client.cookies.clear();
      return client.post('/session', { json: { email, password } });
    },
  },
  { request: 'GET / page', maxWaits: 2, status: 200, send: ({ client }) => client.getPage('/') },
  {
    request: 'GET /forms/{slug} page',
    maxWaits: 1,
    isOfJourney: true,
    status: 200,
    send: ({ client }) => client.getPage('/forms/documents'),
  },
  {
    request: 'POST /uploads',
    maxWaits: 3,
    isOfJourney: true,
    status: 201,
    send: ({ client }) => client.post('/uploads', { json: claimOf(helloText) }),
  },
  {
    request: 'POST /uploads/{id}/complete',
    maxWaits: 4,
    isOfJourney: true,
    status: 200,
    prepare: async (client) => {
      const { id, request } = await start(client, helloText);
      await sendTo(request, helloText.bytes);
      return id;
    },
    send: ({ client, upload: id }) => client.post(`/uploads/${id}/complete`),
  },
  {
    request: 'POST /forms/{slug} with one file',
    maxWaits: 5,
    isOfJourney: true,
    status: 201,
    prepare: (client) => upload(client, helloText),
    send: ({ client, upload: id }) => client.post('/forms/documents', { json: { title: 'Boots', files: [id] } }),
  },
  {
    request: 'GET /submissions/{id} page',
    // The third asks for the scans and previews of its files, which only the submission names.
    maxWaits: 3,
    isOfJourney: true,
    status: 200,
    send: ({ client, submission }) => client.getPage(`/submissions/${submission}`),
  },
  {
    request: 'GET /files/{id}',
    maxWaits: 2,
    isOfJourney: true,
    status: 302,
    send: ({ client, file }) => client.get(`/files/${file}`),
  },
  {
    request: 'GET /submissions page of 25',
    maxWaits: 2,
    maxCalls: 3,
    status: 200,
    send: ({ client }) => client.getPage('/submissions'),
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
    const people = await signUpPeople(counted.testApp);
    const costs: RequestCost[] = [];
    for (const request of requests) {
      await measureOnce(counted, people, request);
      costs.push(await measureOnce(counted, people, request));
    }
    return costs;
  } finally {
    await counted.close();
  }
}

async function measureOnce(
  { measure, inCountedApp }: CountedApp,
  people: People,
  { request, maxWaits, maxCalls, isOfJourney = false, status, prepare, send }: MeasuredRequest,
): Promise<RequestCost> {
  const prepared = (await prepare?.(people.client)) ?? '';
  const given = { ...people, client: inCountedApp(people.client), admin: inCountedApp(people.admin), upload: prepared };
  const { response, ...cost } = await measure(given, send);
  if (response.status !== status) throw new Error(`${request} was answered with ${response.status}.`);
  return { request, maxWaits, maxCalls, isOfJourney, ...cost };
}

async function signUpPeople(testApp: TestApp): Promise<People> {
  const { client, user, password } = await testApp.signUp();
  const { client: admin } = await testApp.signUp({ role: 'admin' });
  await submitAvatar(client);
  for (let count = 0; count < 26; count++) await addSubmission(testApp, user);
  const submitted = await submitDocument(client);
  return { client, admin, email: user.email, password, submission: submitted.id, file: fileIdOf(submitted) };
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
