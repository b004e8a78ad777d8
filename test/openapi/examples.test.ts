import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makePasswordLink } from '../../src/accounts/passwords/password-link.ts';
import { scopes } from '../../src/accounts/roles.ts';
import { exampleId } from '../../src/openapi/example-id.ts';
import type { ReferenceOperation } from '../../src/openapi/reference/operation.ts';
import { type Reference, toReference } from '../../src/openapi/reference/reference.ts';
import { Problem } from '../../src/problems/problem.ts';
import { createShare } from '../../src/sharing/create-share.ts';
import { newId } from '../../src/values/id.ts';
import { beginExport } from '../exports/export-stage.ts';
import { runAll } from '../jobs/job-stage.ts';
import type { Client } from '../support/client.ts';
import { addFailedJob } from '../support/failed-job.ts';
import { avatarPicture, fileIdOf, submitAvatar, submitDocument } from '../support/submitting.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';
import { claimOf, helloText, sendTo, start, upload } from '../support/uploading.ts';
import { tokenOf } from '../support/users.ts';

let testApp: TestApp;
let reference: Reference;
beforeAll(async () => {
  const reports = {
    name: 'reports',
    access: 'signed-in' as const,
    fetch: async () => ({ status: 200, body: null, fields: {} }),
  };
  testApp = await startTestApp({ replace: () => ({ upstreams: new Map([['reports', reports]]) }) });
  reference = toReference(await (await testApp.client().get('/openapi.json')).json());
});
afterAll(() => testApp.close());

type SignedUp = Awaited<ReturnType<TestApp['signUp']>>;

/** Makes the thing that an operation needs, and returns its id. */
const things: Readonly<Record<string, (owner: SignedUp) => Promise<string>>> = {
  makePasswordLink: async () => (await testApp.signUp()).user.id,
  downloadFile: async ({ client }) => fileIdOf(await submitDocument(client)),
  showPasswordLink: linkOf,
  usePasswordLink: linkOf,
  endSession: async ({ client }) => (await (await client.get('/sessions')).json()).items[0].id,
  showSubmission: async ({ client }) => (await submitDocument(client)).id,
  deleteSubmission: async ({ client }) => (await submitDocument(client)).id,
  listReviewEvents: async ({ client }) => (await submitDocument(client)).id,
  withdrawSubmission: async ({ client }) => (await submitDocument(client)).id,
  decide: async ({ client }) => (await submitDocument(client)).id,
  revokeToken: async ({ client }) => (await (await client.post('/tokens', { json: { name: 'old' } })).json()).id,
  showUpload: async ({ client }) => (await start(client, helloText)).id,
  abandonUpload: async ({ client }) => (await start(client, helloText)).id,
  renewRequest: async ({ client }) => (await start(client, helloText)).id,
  signParts: async ({ client }) => {
    const { sha256: _none, ...claim } = claimOf(helloText);
    return (await (await client.post('/uploads', { json: { ...claim, size: 20_000_000 } })).json()).id;
  },
  completeUpload: async ({ client }) => {
    const { id, request } = await start(client, helloText);
    await sendTo(request, helloText.bytes);
    return id;
  },
  // The person whom the example of `registerUser` has added chooses the password of the example of `usePasswordLink`.
  signIn: async ({ client }) => {
    const { items } = await (await client.get('/users/')).json();
    const ada = items.find(({ email }: { email: string }) => email === 'ada@example.com');
    const { url } = await (await client.post(`/users/${ada.id}/password-links`)).json();
    await testApp.client().post(new URL(url).pathname, { json: { password: 'three words together' } });
    return ada.id;
  },
  // Its secret goes into a header.
  openShare: async ({ client, user }) => {
    const { dependencies } = testApp;
    const { id: submissionId } = await submitDocument(client);
    const made = await createShare(dependencies, dependencies.forms, user, { submissionId });
    return made instanceof Problem ? expect.unreachable(made.message.code) : made.secret;
  },
  listShares: async ({ client }) => (await submitDocument(client)).id,
  createShare: async ({ client }) => (await submitDocument(client)).id,
  listShareUses: ({ client }) => makeLink(client),
  revokeShare: ({ client }) => makeLink(client),
  releaseFile: async ({ client }) => {
    const fileId = fileIdOf(await submitDocument(client));
    // The scan that the example names.
    const at = '2026-11-29T08:00:00.000Z';
    const verdict = { state: 'unscannable', reason: 'encrypted', scanner: 'clamd', at } as const;
    const upload = await testApp.dependencies.records.uploads.find(fileId);
    if (upload) await testApp.dependencies.records.scans.keep(upload, verdict, []);
    return fileId;
  },
  showPreview: async ({ client }) => {
    const fileId = fileIdOf(await submitDocument(client));
    const upload = await testApp.dependencies.records.uploads.find(fileId);
    if (upload) await testApp.dependencies.records.uploads.keepPreview(upload, { width: 512, height: 384 });
    return fileId;
  },
  showExport: async ({ user }) => (await beginExport(testApp, user)).id,
  removeExport: async ({ user }) => (await beginExport(testApp, user)).id,
  downloadExport: async ({ user }) => {
    const { id } = await beginExport(testApp, user);
    await runAll(testApp);
    return id;
  },
  retryFailedJob: () => addFailedJob(testApp),
  showDecisionAboutMany: async ({ client }) => (await decideAboutMany(client)).id,
  startDecisionAboutMany: async ({ client }) => (await decideAboutMany(client)).id,
  stopDecisionAboutMany: async ({ client }) => (await decideAboutMany(client)).id,
  undoDecisionAboutMany: async ({ client }) => {
    const { id } = await decideAboutMany(client);
    await client.post(`/forms/documents/submissions/decisions/${id}/start`);
    await runAll(testApp);
    return id;
  },
  sendDocuments: ({ client }) => upload(client, helloText),
  sendAvatar: ({ client }) => upload(client, avatarPicture),
};

/** Makes a link to a submission and returns its id. */
async function makeLink(client: Client): Promise<string> {
  const { id } = await submitDocument(client);
  return (await (await client.post(`/submissions/${id}/shares`, { json: {} })).json()).id;
}

/** Decides about all documents, one at least, and waits for the confirmation. */
async function decideAboutMany(client: Client) {
  await submitDocument(client);
  await runAll(testApp);
  const path = '/forms/documents/submissions/decisions';
  const decision = { kind: 'label-added', label: newId() };
  const bulk = await (await client.post(path, { json: { filter: '', decision } })).json();
  await runAll(testApp);
  return bulk;
}

async function linkOf(owner: SignedUp): Promise<string> {
  const link = await makePasswordLink(testApp.dependencies, owner.user.id);
  return link instanceof Problem ? expect.unreachable(link.message.code) : link.id;
}

/** Sends the example of an operation as `/docs` does, with `id` where an earlier response would have given one. */
function sendExample(client: Client, operation: ReferenceOperation, id: string, headers: Record<string, string> = {}) {
  const { method, path, parameters, body } = operation;
  const valueIn = (name: string) => parameters.find((each) => each.name === name)?.example || id;
  return client.send(
    method,
    path.replaceAll(/\{(\w+)\}/g, (_, name: string) => valueIn(name)),
    {
      headers: { accept: 'application/json', ...headers },
      ...(body && { json: JSON.parse(body.example.replace('idOfUpload1', id)) }),
    },
  );
}

const operationsOf = ({ groups }: Reference) => groups.flatMap(({ operations }) => operations);

describe('the examples of GET /openapi.json', () => {
  it('each example, sent by an admin whose things exist, succeeds', async () => {
    const failures: string[] = [];
    for (const operation of operationsOf(reference)) {
      const owner = await testApp.signUp({ role: 'admin' });
      if (operation.path.endsWith('/avatar') || operation.id === 'showMyAvatar') await submitAvatar(owner.client);
      const id = (await things[operation.id]?.(owner)) ?? exampleId;
      const headers = operation.id === 'openShare' ? { Authorization: `Bearer ${id}` } : {};
      const response = await sendExample(owner.client, operation, id, headers);
      if (response.status >= 400) failures.push(`${operation.id}: ${response.status} ${await response.text()}`);
    }
    expect(failures).toEqual([]);
  });

  it('each example, sent by a stranger, a user or a token of any scope, is never malformed or invalid', async () => {
    const owner = await testApp.signUp();
    const { client, user } = owner;
    const tokens = await Promise.all(scopes.map((scope) => tokenOf(testApp, user, scope)));
    const senders: readonly (readonly [Client, Record<string, string>])[] = [
      [testApp.client(), {}],
      ...tokens.map((headers) => [testApp.client(), headers] as const),
      [client, {}],
    ];
    const refused: string[] = [];
    for (const [sender, headers] of senders)
      for (const operation of operationsOf(reference)) {
        // Only a form that is sent names a thing in its body.
        const id = operation.id.startsWith('send') ? await things[operation.id]?.(owner) : undefined;
        const { status } = await sendExample(sender, operation, id ?? exampleId, headers);
        if ([400, 405, 415, 422].includes(status)) refused.push(`${operation.id}: ${status}`);
      }
    expect(refused).toEqual([]);
  });
});
