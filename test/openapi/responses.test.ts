import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createUpstreams, type Upstream } from '../../src/upstream/upstream.ts';
import { fileIdOf, postDocuments, submitAvatar, submitDocument } from '../support/submitting.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';
import { claimOf, helloText, sendTo, start, upload } from '../support/uploading.ts';
import { startUpstream } from '../upstream/fake-upstream.ts';
import { type ApiDocument, CheckedClient, type Contract, createContract, readDocument } from './contract.ts';

const unknownId = 'unknownUnknownUnknown123';
const asPage = { accept: 'text/html' };

const upstreams = new Map<string, Upstream>();
let testApp: TestApp;
let document: ApiDocument;
let contract: Contract;
let admin: CheckedClient;
let person: CheckedClient;
beforeAll(async () => {
  testApp = await startTestApp({ replace: () => ({ upstreams }) });
  document = await readDocument(testApp);
  contract = createContract(document);
  [admin, person] = [await signedIn('admin'), await signedIn('user')];
});
afterAll(() => testApp.close());

async function signedIn(role: 'admin' | 'user'): Promise<CheckedClient> {
  const { user, password } = await testApp.signUp({ role, email: `${role}@example.com` });
  const client = new CheckedClient(testApp, contract);
  await client.signIn(user.email, password);
  return client;
}

describe('the responses of the app against its document', () => {
  it('the document, upload, submission, list and download of a file, describes each response', async () => {
    const { id, request } = await start(person, helloText);
    await person.post(`/uploads/${id}/complete`);
    await person.post(`/uploads/${id}/request`);
    await sendTo(request, helloText.bytes);
    await person.post(`/uploads/${id}/complete`, { json: {} });
    await person.get(`/uploads/${id}`);
    const large = {
      form: 'documents',
      field: 'files',
      filename: 'a.zip',
      contentType: 'application/zip',
      size: 40_000_000,
    };
    const parts = await (await person.post('/uploads', { json: large })).json();
    await person.post(`/uploads/${parts.id}/parts`, { json: { parts: [{ partNumber: 1, crc32: 'DUoRhQ==' }] } });
    await person.get(`/uploads/${parts.id}`);
    await person.post(`/uploads/${parts.id}/request`);
    await person.send('DELETE', `/uploads/${parts.id}`);
    const submission = await (await postDocuments(person, { files: [id], note: 'Grüße' })).json();
    await submitDocument(person);
    await person.get('/submissions?limit=1');
    await person.get(`/submissions/${submission.id}`);
    const file = `/files/${fileIdOf(submission)}`;
    for (const accept of ['*/*', 'application/json', 'text/html']) await person.get(file, { accept });
    await person.send('HEAD', file);
    await submitAvatar(person);
    await person.get('/avatar.png', { accept: 'application/json' });
    await person.get('/users/me/avatar');
    for (const path of ['/', '/forms', '/forms/documents', '/health', '/health/ready']) await person.get(path);
    for (const path of ['/', '/forms', '/forms/avatar', '/submissions', `/submissions/${submission.id}`])
      await person.get(path, asPage);
    expect(person.faults).toEqual([]);
    for (const seen of [
      'POST /uploads 201',
      'POST /uploads/{id}/complete 409',
      'POST /forms/documents 201',
      'GET /files/{id} 302',
    ])
      expect([...person.seen]).toContain(seen);
  });

  it('the document, users, tokens, sessions and password links, describes each response', async () => {
    const newUser = { email: 'new@example.com', username: 'New', password: 'three words together' };
    const { id } = await (await admin.post('/users/', { json: newUser })).json();
    await admin.post('/users/', { json: newUser });
    await admin.get('/users/?limit=2');
    await admin.send('PATCH', `/users/${id}`, { json: { username: 'Newer', is_active: true } });
    await admin.get(`/users/${id}`);
    const { url } = await (await admin.post(`/users/${id}/password-links`)).json();
    const chooser = new CheckedClient(testApp, contract);
    await chooser.get(new URL(url).pathname);
    await chooser.post(new URL(url).pathname, { json: { password: 'another three words' } });
    await chooser.get('/sessions');
    const made = await (await chooser.post('/tokens', { json: { name: 'night', expiresInDays: 2 } })).json();
    await chooser.get('/tokens');
    const program = new CheckedClient(testApp, contract);
    const headers = { authorization: `Bearer ${made.token}` };
    await program.get('/users/me', headers);
    await program.get('/tokens', headers);
    await program.get('/users/me', { authorization: 'Bearer nonsense' });
    await chooser.send('DELETE', `/tokens/${made.id}`);
    for (const path of ['/tokens', '/sessions', '/users/me']) await chooser.get(path, asPage);
    await chooser.send('DELETE', '/session');
    await admin.send('DELETE', '/sessions');
    for (const client of [admin, chooser, program]) expect(client.faults).toEqual([]);
    expect([...admin.seen]).toEqual(
      expect.arrayContaining(['POST /users/ 201', 'POST /users/ 409', 'GET /users/ 200']),
    );
  });

  it('the document, an upstream, an odd path and a missing session, describes each response', async () => {
    const fake = await startUpstream((_request, response) => response.writeHead(418).end('short and stout'));
    for (const access of ['anyone', 'signed-in'] as const) {
      const upstream = createUpstreams({ pot: fake.config({ access }) }).get('pot');
      if (upstream) upstreams.set(access, upstream);
    }
    const stranger = new CheckedClient(testApp, contract);
    const statuses = [
      (await stranger.get('/upstreams/anyone/tea')).status,
      (await stranger.get('/upstreams/anyone/a%2Fb')).status,
      (await stranger.get('/upstreams/signed-in/tea')).status,
      (await stranger.get('/upstreams/signed-in/tea', asPage)).status,
    ];
    expect(statuses).toEqual([418, 400, 401, 303]);
    expect(stranger.faults).toEqual([]);
    const answers = document.paths['/upstreams/{name}/{path}']?.get?.responses;
    expect([answers?.['400'], answers?.['303'], answers?.default]).toMatchObject([
      { $ref: '#/components/responses/Problem400' },
      { $ref: '#/components/responses/SignInFirst' },
      { content: { '*/*': {} } },
    ]);
  });

  it('the document, a redirect after a form, describes each response', async () => {
    const made = { username: 'New', password: 'three words together' };
    const post = async (client: CheckedClient, email: string) => {
      const response = await client.post('/users/', { form: { ...made, email } });
      return [response.status, response.headers.get('Location')];
    };
    const [someone, anAdmin] = [new CheckedClient(testApp, contract), new CheckedClient(testApp, contract)];
    const { user, password } = await testApp.signUp({ role: 'admin' });
    await anAdmin.signIn(user.email, password);
    expect(await post(anAdmin, 'made@example.com')).toEqual([303, expect.stringMatching(/^\/users\/.{24}$/)]);
    expect(await post(someone, 'self@example.com')).toEqual([303, '/']);
    expect([...anAdmin.faults, ...someone.faults]).toEqual([]);
    expect(document.paths['/users/']?.post?.responses['303']).toMatchObject({ headers: { Location: {} } });
  });

  it('the document, requests that fail in every way, describes each response', async () => {
    const stranger = new CheckedClient(testApp, contract);
    for (const [path, methods] of Object.entries(document.paths))
      for (const method of Object.keys(methods)) {
        const instance = path.replace(/\{form\}/, 'nothing').replaceAll(/\{\w+\}/g, unknownId);
        for (const client of [stranger, person])
          for (const sending of [
            {},
            { headers: asPage },
            { json: { nonsense: 1 } },
            { json: [] },
            { body: '{', headers: { 'content-type': 'application/json' } },
            { body: 'x', headers: { 'content-type': 'text/plain' } },
          ])
            if (method !== 'delete' || client === stranger)
              await client.send(method.toUpperCase(), instance, method === 'get' ? { headers: asPage } : sending);
      }
    const tooLarge = { ...claimOf(helloText), size: 6 * 1024 ** 3 };
    await person.post('/uploads', { json: tooLarge });
    const halfACharacter = await stranger.post('/session', { json: { email: '\ud800', password: 'x' } });
    expect(halfACharacter.status).toBe(422);
    await person.post('/uploads', {
      json: { ...claimOf(helloText), filename: 'a.exe', contentType: 'application/x-msdownload' },
    });
    await person.post('/uploads', { body: 'x'.repeat(1_100_000), headers: { 'content-type': 'application/json' } });
    await postDocuments(person, { files: [await upload(person, helloText), unknownId] });
    expect([...stranger.faults, ...person.faults]).toEqual([]);
    for (const status of [400, 401, 404, 413, 415, 422])
      expect([status, [...stranger.seen, ...person.seen].some((seen) => seen.endsWith(` ${status}`))]).toEqual([
        status,
        true,
      ]);
  });
});

describe('the contract itself', () => {
  it('CheckedClient, an undeclared status, type, property or value, is a fault', async () => {
    const faults = (status: number, body: string, type = 'application/json') =>
      contract.faultsOf({
        method: 'GET',
        path: '/',
        response: new Response(body, { status, headers: { 'content-type': type } }),
      });
    expect(await faults(200, '{"message":"Sluice is running","version":"1"}')).toEqual([]);
    expect(await faults(418, '{}')).toEqual(['418 is not declared']);
    expect(await faults(200, 'x', 'text/csv')).toEqual(['text/csv is not declared for 200']);
    expect(await faults(200, '{"message":"Sluice is running"}')).toHaveLength(1);
    expect(await faults(200, '{"message":"Sluice is down","version":"1","more":1}')).toHaveLength(2);
    expect(await faults(401, '{"title":1}', 'application/problem+json')).not.toEqual([]);
  });
});
