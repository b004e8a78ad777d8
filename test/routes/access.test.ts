import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makePasswordLink } from '../../src/accounts/passwords/password-link.ts';
import { makeToken } from '../../src/accounts/tokens/api-token.ts';
import type { User } from '../../src/accounts/users/user.ts';
import { csv, textTypes as textFiles } from '../../src/files/media-type.ts';
import { anyoneSignedIn, defineForm } from '../../src/forms/define-form.ts';
import { files, text } from '../../src/forms/field.ts';
import { createForms, declaredForms } from '../../src/forms/registry.ts';
import { Problem } from '../../src/problems/problem.ts';
import { createTable } from '../../src/records/table.ts';
import { newId } from '../../src/values/id.ts';
import { beginExport } from '../exports/export-stage.ts';
import { addFailedJob } from '../support/failed-job.ts';
import { sentenceOf } from '../support/sentence.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';
import { claimOf, helloText, sendTo } from '../support/uploading.ts';
import { cookieOf, makeUser, tokenOf } from '../support/users.ts';

/** The kinds of client. The tokens are the submitter's but for the last two, which are an admin's. */
const cast = [
  'visitor',
  'inactive',
  'stranger',
  'submitter',
  'reviewer',
  'admin',
  'read token',
  'submit token',
  "admin's submit token",
  "admin's admin token",
] as const;
type Who = (typeof cast)[number];

interface Asking {
  readonly path: string;
  readonly json?: unknown;
  readonly form?: Record<string, string>;
}

/** A form whose reviewer is no admin. */
const reviewed = defineForm({
  slug: 'reviewed',
  title: 'Reviewed',
  description: 'A form with a reviewer.',
  fields: {
    title: text({ label: 'Title', required: true }),
    files: files({ label: 'Files', accept: [textFiles, csv], maxBytes: 1000, minFiles: 1, maxFiles: 2 }),
  },
  submit: anyoneSignedIn,
  review: (user) => user.username === 'reviewer',
  shares: { by: ['submitters'] },
});

let testApp: TestApp;
const users = new Map<string, User>();
type Headers = Record<string, string>;
let headers: Record<Who, Headers>;
let tokens: Record<'read token' | 'submit token' | "admin's submit token" | "admin's admin token", Headers>;
let submissionId: string;
let fileId: string;

beforeAll(async () => {
  const ask = (access: 'anyone' | 'signed-in' | 'admins') =>
    [access, { name: access, access, fetch: async () => ({ status: 200, body: null, fields: {} }) }] as const;
  testApp = await startTestApp({
    replace: () => ({
      forms: createForms([...declaredForms.values(), reviewed]),
      upstreams: new Map([ask('anyone'), ask('signed-in'), ask('admins')]),
      isRegistrationOpen: false,
      singleSignOn: {
        adminGroup: undefined,
        lifetimeSeconds: 600,
        begin: async () => new Problem('unavailable', 'sso-unavailable'),
        finish: async () => new Problem('not-allowed', 'sso-not-completed'),
      },
    }),
  });
  for (const username of ['inactive', 'stranger', 'submitter', 'reviewer', 'admin'])
    users.set(username, await makeUser(testApp, { username, role: username === 'admin' ? 'admin' : 'user' }));
  tokens = {
    'read token': await tokenOf(testApp, user('submitter'), 'read'),
    'submit token': await tokenOf(testApp, user('submitter'), 'submit'),
    "admin's submit token": await tokenOf(testApp, user('admin'), 'submit'),
    "admin's admin token": await tokenOf(testApp, user('admin'), 'admin'),
  };
  await renew();
  const id = await pendingUpload();
  await complete(id);
  const json = { title: 'Mine', files: [id] };
  const sent = await send('submitter', 'POST', { path: '/forms/reviewed', json });
  submissionId = (sent.headers.get('Location') ?? '').split('/').at(-1) ?? '';
  fileId = id;
});
afterAll(() => testApp.close());

const user = (name: string): User => users.get(name) ?? expect.unreachable(name);

/** Gives each client of the cast a new session, since a row may have ended theirs. */
async function renew(): Promise<void> {
  const { records } = testApp.dependencies;
  await records.users.change(user('inactive').id, { isActive: true });
  const cookie = (name: string) => cookieOf(testApp, user(name));
  headers = {
    visitor: { origin: testApp.dependencies.publicUrl },
    inactive: await cookie('inactive'),
    stranger: await cookie('stranger'),
    submitter: await cookie('submitter'),
    reviewer: await cookie('reviewer'),
    admin: await cookie('admin'),
    ...tokens,
  };
  await records.users.change(user('inactive').id, { isActive: false });
}

function send(who: Who, method: string, { path, json, form }: Asking, more: Record<string, string> = {}) {
  const type = json === undefined ? form && 'application/x-www-form-urlencoded' : 'application/json';
  const body = json === undefined ? form && new URLSearchParams(form).toString() : JSON.stringify(json);
  return testApp.app.request(
    testApp.dependencies.publicUrl + path,
    {
      method,
      headers: { ...headers[who], ...(type && { 'content-type': type }), ...more },
      ...(body !== undefined && { body }),
    },
    { clientAddress: '192.0.2.1' },
  );
}

/** Removes all exports, since few may run at a time. */
async function endExports(): Promise<void> {
  const { exports } = testApp.dependencies.records;
  for (const { id } of users.values())
    for (const record of (await exports.list(id, 100)).exports) await exports.remove(record);
}

/** Starts an export of the submitter's submission, and returns its id. */
async function submittersExport(): Promise<string> {
  await endExports();
  return (await beginExport(testApp, user('submitter'), { submissionId })).id;
}

async function pendingUpload(): Promise<string> {
  const claim = claimOf({ ...helloText, form: 'reviewed' });
  const { id, request } = await (await send('submitter', 'POST', { path: '/uploads', json: claim })).json();
  await sendTo(request, helloText.bytes);
  return id;
}

async function complete(id: string): Promise<void> {
  await send('submitter', 'POST', { path: `/uploads/${id}/complete` });
}

async function newSubmission(): Promise<string> {
  const id = await pendingUpload();
  await complete(id);
  const sent = await send('submitter', 'POST', { path: '/forms/reviewed', json: { title: 'Mine', files: [id] } });
  return (await sent.json()).id;
}

async function newShare(): Promise<string> {
  const path = `/submissions/${submissionId}/shares`;
  return (await (await send('submitter', 'POST', { path, json: {} })).json()).id;
}

const newUser = () => ({ email: `${newId()}@example.org`, username: 'New' });
const submitterId = () => user('submitter').id;

async function submittersToken(): Promise<string> {
  const made = await makeToken(testApp.dependencies, submitterId(), { name: 'row', scope: 'read' });
  return made instanceof Problem ? expect.unreachable(sentenceOf(made.message)) : made.token.id;
}

async function submittersSession(): Promise<string> {
  const [one] = await testApp.dependencies.records.sessions.list(submitterId(), () => true);
  return one?.idHash ?? expect.unreachable('no session');
}

async function passwordLink(): Promise<string> {
  const link = await makePasswordLink(testApp.dependencies, submitterId());
  return link instanceof Problem ? expect.unreachable(sentenceOf(link.message)) : link.id;
}

/**
 * The rights of the whole app: for each route, the request, and the status for each of the cast, in
 * their order. 422 is admitted as well as 200: an empty request of a client that may send a good one. A route may stand
 * here more than once.
 */
const rows: readonly (readonly [route: string, asking: () => Asking | Promise<Asking>, answers: string])[] = [
  //                                                                     visitor inactive stranger submitter reviewer
  // admin | read submit | submit admin
  ['GET /assets/:name', () => ({ path: '/assets/none' }), '404 404 404 404 404 404 404 404 404 404'],
  ['GET /health', () => ({ path: '/health' }), '200 200 200 200 200 200 200 200 200 200'],
  ['GET /health/ready', () => ({ path: '/health/ready' }), '200 200 200 200 200 200 200 200 200 200'],
  ['GET /openapi.json', () => ({ path: '/openapi.json' }), '200 200 200 200 200 200 200 200 200 200'],
  ['GET /docs', () => ({ path: '/docs' }), '302 302 302 302 302 302 302 302 302 302'],
  ['GET /', () => ({ path: '/' }), '200 200 200 200 200 200 200 200 200 200'],

  ['GET /avatar.png', () => ({ path: '/avatar.png' }), '401 401 404 404 404 404 404 404 404 404'],
  [
    'GET /users/:user/avatar',
    () => ({ path: `/users/${submitterId()}/avatar` }),
    '401 401 404 404 404 404 404 404 404 404',
  ],
  ['GET /files/:id', () => ({ path: `/files/${fileId}` }), '401 401 404 302 302 302 302 302 404 302'],
  ['GET /files/:id', () => ({ path: `/files/${newId()}` }), '401 401 404 404 404 404 404 404 404 404'],

  [
    'GET /files/:id/preview',
    async () => {
      const upload = await testApp.dependencies.records.uploads.find(fileId);
      if (upload) await testApp.dependencies.records.uploads.keepPreview(upload, { width: 512, height: 384 });
      return { path: `/files/${fileId}/preview` };
    },
    '401 401 404 302 302 302 302 302 404 302',
  ],
  // To see is not to decide. The file of this submission needs no release.
  [
    'POST /files/:id/release',
    () => ({ path: `/files/${fileId}/release`, json: { state: 'failed', at: null } }),
    '401 401 404 404 409 403 403 404 404 403',
  ],

  ['GET /shares', () => ({ path: '/shares' }), '401 401 200 200 200 200 200 200 200 200'],
  [
    'GET /submissions/:id/shares',
    () => ({ path: `/submissions/${submissionId}/shares` }),
    '401 401 404 200 200 200 200 200 404 200',
  ],
  [
    'POST /submissions/:id/shares',
    () => ({ path: `/submissions/${submissionId}/shares`, json: {} }),
    '401 401 404 201 403 403 403 201 404 403',
  ],
  [
    'GET /shares/:id/uses',
    async () => ({ path: `/shares/${await newShare()}/uses` }),
    '401 401 404 200 200 200 200 200 404 200',
  ],
  [
    'DELETE /shares/:id',
    async () => ({ path: `/shares/${await newShare()}` }),
    '401 401 404 204 204 204 403 204 404 204',
  ],
  [
    'POST /shares/:id/revocation',
    async () => ({ path: `/shares/${await newShare()}/revocation`, form: { from: 'own' } }),
    '401 401 404 303 303 303 403 303 404 303',
  ],

  ['GET /forms', () => ({ path: '/forms' }), '401 401 200 200 200 200 200 200 200 200'],
  ['GET /forms/:form', () => ({ path: '/forms/reviewed' }), '401 401 200 200 200 200 200 200 200 200'],
  [
    'GET /forms/:form/submissions',
    () => ({ path: '/forms/reviewed/submissions' }),
    '401 401 403 403 200 200 403 403 403 200',
  ],
  [
    'GET /forms/:form/submissions',
    () => ({ path: '/forms/none/submissions' }),
    '401 401 404 404 404 404 404 404 404 404',
  ],
  ['POST /forms/reviewed', () => ({ path: '/forms/reviewed', json: {} }), '401 401 422 422 422 422 403 422 422 422'],
  ['POST /forms/documents', () => ({ path: '/forms/documents', json: {} }), '401 401 422 422 422 422 403 422 422 422'],
  ['POST /forms/avatar', () => ({ path: '/forms/avatar', json: {} }), '401 401 422 422 422 422 403 422 422 422'],
  ['POST /forms/:form', () => ({ path: '/forms/none', json: {} }), '401 401 404 404 404 404 403 404 404 404'],
  [
    'GET /forms/:form/:field/upload',
    () => ({ path: '/forms/reviewed/files/upload' }),
    '401 401 200 200 200 200 403 403 403 403',
  ],
  [
    'GET /forms/:form/:field/upload/:upload/:draft?',
    () => ({ path: `/forms/reviewed/files/upload/${newId()}` }),
    '401 401 409 409 409 409 403 403 403 403',
  ],

  ['POST /uploads', () => ({ path: '/uploads', json: {} }), '401 401 422 422 422 422 403 422 422 422'],
  [
    'GET /uploads/:id',
    async () => ({ path: `/uploads/${await pendingUpload()}` }),
    '401 401 404 200 404 404 200 200 404 404',
  ],
  [
    'POST /uploads/:id/parts',
    async () => ({ path: `/uploads/${await pendingUpload()}/parts`, json: {} }),
    '401 401 404 422 404 404 403 422 404 404',
  ],
  [
    'POST /uploads/:id/request',
    async () => ({ path: `/uploads/${await pendingUpload()}/request` }),
    '401 401 404 200 404 404 403 200 404 404',
  ],
  [
    'POST /uploads/:id/complete',
    async () => ({ path: `/uploads/${await pendingUpload()}/complete` }),
    '401 401 404 200 404 404 403 200 404 404',
  ],
  [
    'DELETE /uploads/:id',
    async () => ({ path: `/uploads/${await pendingUpload()}` }),
    '401 401 404 204 404 404 403 204 404 404',
  ],
  ['DELETE /uploads/:id', () => ({ path: `/uploads/${fileId}` }), '401 401 404 409 404 404 403 409 404 404'],

  ['GET /submissions', () => ({ path: '/submissions' }), '401 401 200 200 200 200 200 200 200 200'],
  ['GET /submissions/:id', () => ({ path: `/submissions/${submissionId}` }), '401 401 404 200 200 200 200 200 404 200'],
  [
    'GET /submissions/:id/events',
    () => ({ path: `/submissions/${submissionId}/events` }),
    '401 401 404 403 200 200 403 403 404 200',
  ],
  // The submitter's, which no reviewer has begun with; the admin's admin token is not theirs.
  [
    'POST /submissions/:id/withdrawals',
    async () => ({ path: `/submissions/${await newSubmission()}/withdrawals` }),
    '401 401 404 201 403 403 403 201 404 403',
  ],
  // The admin is no reviewer of this form: to see is not to decide.
  [
    'POST /submissions/:id/events',
    () => ({ path: `/submissions/${submissionId}/events`, json: {} }),
    '401 401 404 403 422 403 403 403 404 403',
  ],
  // The admin is no reviewer of this form: to see is not to decide.
  [
    'GET /forms/:form/submissions/decisions',
    () => ({ path: '/forms/reviewed/submissions/decisions' }),
    '401 401 403 403 200 200 403 403 403 200',
  ],
  [
    'POST /forms/:form/submissions/decisions',
    () => ({ path: '/forms/reviewed/submissions/decisions', json: {} }),
    '401 401 403 403 422 403 403 403 403 403',
  ],
  [
    'POST /forms/:form/submissions/decisions',
    () => ({ path: '/forms/none/submissions/decisions', json: {} }),
    '401 401 404 404 404 404 403 404 404 404',
  ],
  [
    'GET /forms/:form/submissions/decisions/:id',
    () => ({ path: `/forms/reviewed/submissions/decisions/${newId()}` }),
    '401 401 403 403 404 404 403 403 403 404',
  ],
  [
    'POST /forms/:form/submissions/decisions/:id/start',
    () => ({ path: `/forms/reviewed/submissions/decisions/${newId()}/start` }),
    '401 401 403 403 404 403 403 403 403 403',
  ],
  [
    'POST /forms/:form/submissions/decisions/:id/stop',
    () => ({ path: `/forms/reviewed/submissions/decisions/${newId()}/stop` }),
    '401 401 403 403 404 403 403 403 403 403',
  ],
  [
    'POST /forms/:form/submissions/decisions/:id/undo',
    () => ({ path: `/forms/reviewed/submissions/decisions/${newId()}/undo` }),
    '401 401 403 403 404 403 403 403 403 403',
  ],

  [
    'GET /submissions/:id/deletion',
    () => ({ path: `/submissions/${submissionId}/deletion` }),
    '401 401 403 403 403 200 403 403 403 200',
  ],
  [
    'POST /submissions/:id/deletion',
    () => ({ path: `/submissions/${submissionId}/deletion`, json: {} }),
    '401 401 403 403 403 422 403 403 403 422',
  ],

  ['GET /session', () => ({ path: '/session' }), '303 303 303 303 303 303 303 303 303 303'],
  ['GET /session/new', () => ({ path: '/session/new' }), '200 200 303 303 303 303 303 303 303 303'],
  ['POST /session', () => ({ path: '/session', json: {} }), '422 422 422 422 422 422 403 403 403 403'],
  ['DELETE /session', () => ({ path: '/session' }), '204 204 204 204 204 204 403 403 403 403'],
  ['POST /session/delete', () => ({ path: '/session/delete' }), '303 303 303 303 303 303 403 403 403 403'],
  ['GET /session/sso', () => ({ path: '/session/sso' }), '503 503 503 503 503 503 503 503 503 503'],
  [
    'GET /session/sso/callback',
    () => ({ path: '/session/sso/callback?code=x' }),
    '403 403 403 403 403 403 403 403 403 403',
  ],

  [
    'POST /language',
    () => ({ path: '/language', form: { language: 'en' } }),
    '303 303 303 303 303 303 403 403 403 403',
  ],

  ['GET /jobs', () => ({ path: '/jobs' }), '401 401 403 403 403 200 403 403 403 200'],
  ['GET /scans', () => ({ path: '/scans' }), '401 401 403 403 403 200 403 403 403 200'],
  ['GET /statistics', () => ({ path: '/statistics' }), '401 401 403 403 403 200 403 403 403 200'],
  [
    'POST /jobs/:id/retries',
    async () => ({ path: `/jobs/${await addFailedJob(testApp)}/retries` }),
    '401 401 403 403 403 202 403 403 403 202',
  ],

  [
    'POST /exports',
    async () => {
      await endExports();
      return { path: '/exports', json: { form: 'reviewed' } };
    },
    '401 401 403 403 202 202 403 403 403 202',
  ],
  [
    'POST /exports',
    async () => {
      await endExports();
      return { path: '/exports', json: { submission: submissionId } };
    },
    '401 401 404 202 202 202 403 202 404 202',
  ],
  ['POST /exports', () => ({ path: '/exports', json: {} }), '401 401 422 422 422 422 403 422 422 422'],
  ['GET /exports', () => ({ path: '/exports' }), '401 401 200 200 200 200 200 200 200 200'],
  [
    'GET /exports/:id',
    async () => ({ path: `/exports/${await submittersExport()}` }),
    '401 401 404 200 404 404 200 200 404 404',
  ],
  [
    'GET /exports/:id/file',
    async () => ({ path: `/exports/${await submittersExport()}/file` }),
    '401 401 404 409 404 404 409 409 404 404',
  ],
  [
    'DELETE /exports/:id',
    async () => ({ path: `/exports/${await submittersExport()}` }),
    '401 401 404 204 404 404 403 204 404 404',
  ],
  [
    'POST /exports/:id/delete',
    async () => ({ path: `/exports/${await submittersExport()}/delete` }),
    '401 401 404 303 404 404 403 303 404 404',
  ],

  ['GET /sessions', () => ({ path: '/sessions' }), '401 401 200 200 200 200 403 403 403 403'],
  ['DELETE /sessions', () => ({ path: '/sessions' }), '401 401 204 204 204 204 403 403 403 403'],
  ['POST /sessions/delete', () => ({ path: '/sessions/delete' }), '401 401 303 303 303 303 403 403 403 403'],
  [
    'DELETE /sessions/:id',
    async () => ({ path: `/sessions/${await submittersSession()}` }),
    '401 401 404 204 404 404 403 403 403 403',
  ],
  [
    'POST /sessions/:id/delete',
    async () => ({ path: `/sessions/${await submittersSession()}/delete` }),
    '401 401 404 303 404 404 403 403 403 403',
  ],

  ['GET /tokens', () => ({ path: '/tokens' }), '401 401 200 200 200 200 403 403 403 403'],
  ['POST /tokens', () => ({ path: '/tokens', json: {} }), '401 401 422 422 422 422 403 403 403 403'],
  [
    'DELETE /tokens/:id',
    async () => ({ path: `/tokens/${await submittersToken()}` }),
    '401 401 404 204 404 404 403 403 403 403',
  ],
  [
    'POST /tokens/:id/delete',
    async () => ({ path: `/tokens/${await submittersToken()}/delete` }),
    '401 401 404 303 404 404 403 403 403 403',
  ],

  // Registration is closed here: only admins add people.
  ['GET /users/new', () => ({ path: '/users/new' }), '401 401 403 403 403 200 403 403 403 200'],
  ['POST /users', () => ({ path: '/users', json: {} }), '401 401 403 403 403 422 403 403 403 422'],
  ['POST /users/', () => ({ path: '/users/', json: {} }), '401 401 403 403 403 422 403 403 403 422'],
  ['POST /users/', () => ({ path: '/users/', json: newUser() }), '401 401 403 403 403 201 403 403 403 201'],
  [
    'POST /users/',
    () => ({ path: '/users/', json: { ...newUser(), password: 'three green words' } }),
    '401 401 403 403 403 201 403 403 403 403',
  ],
  ['GET /users', () => ({ path: '/users' }), '401 401 403 403 403 200 403 403 403 200'],
  ['GET /users/', () => ({ path: '/users/' }), '401 401 403 403 403 200 403 403 403 200'],
  ['GET /users/:user', () => ({ path: `/users/${submitterId()}` }), '401 401 404 200 404 200 200 200 404 200'],
  ['GET /users/:user', () => ({ path: '/users/me' }), '401 401 200 200 200 200 200 200 200 200'],
  [
    'PATCH /users/:user',
    () => ({ path: `/users/${submitterId()}`, json: { username: 'submitter' } }),
    '401 401 404 200 404 200 403 403 404 200',
  ],
  [
    'PATCH /users/:user',
    () => ({ path: `/users/${submitterId()}`, json: { role: 'user', is_active: true } }),
    '401 401 404 403 404 200 403 403 404 403',
  ],
  [
    'PATCH /users/:user',
    () => ({ path: `/users/${submitterId()}`, json: { email: user('submitter').email } }),
    '401 401 404 200 404 200 403 403 404 403',
  ],
  [
    'POST /users/:user',
    () => ({ path: `/users/${submitterId()}`, form: { username: 'submitter' } }),
    '401 401 404 303 404 303 403 403 404 303',
  ],
  ['GET /users/me/password', () => ({ path: '/users/me/password' }), '401 401 200 200 200 200 403 403 403 403'],
  [
    'POST /users/me/password',
    () => ({ path: '/users/me/password', json: {} }),
    '401 401 422 422 422 422 403 403 403 403',
  ],
  [
    'POST /users/:id/password-links',
    () => ({ path: `/users/${submitterId()}/password-links` }),
    '401 401 403 403 403 201 403 403 403 403',
  ],
  // It leads to the user's page, which has the rule.
  [
    'GET /users/:id/password-links',
    () => ({ path: `/users/${submitterId()}/password-links` }),
    '303 303 303 303 303 303 303 303 303 303',
  ],
  // The link alone gives the right.
  // The secret of a link opens it; who sends it does not count.
  ['POST /shared', () => ({ path: '/shared' }), '404 404 404 404 404 404 404 404 404 404'],
  ['GET /s/:token', () => ({ path: `/s/${'x'.repeat(28)}` }), '404 404 404 404 404 404 404 404 404 404'],
  ['POST /s/:token', () => ({ path: `/s/${'x'.repeat(28)}` }), '404 404 404 404 404 404 404 404 404 404'],
  [
    'GET /s/:token/files/:id',
    () => ({ path: `/s/${'x'.repeat(28)}/files/${'x'.repeat(24)}` }),
    '404 404 404 404 404 404 404 404 404 404',
  ],
  [
    'GET /password-links/:id',
    async () => ({ path: `/password-links/${await passwordLink()}` }),
    '200 200 200 200 200 200 200 200 200 200',
  ],
  [
    'POST /password-links/:id',
    async () => ({ path: `/password-links/${await passwordLink()}`, json: {} }),
    '422 422 422 422 422 422 403 403 403 403',
  ],

  ['GET /upstreams/:name/*', () => ({ path: '/upstreams/anyone/x' }), '200 200 200 200 200 200 200 200 200 200'],
  ['GET /upstreams/:name/*', () => ({ path: '/upstreams/signed-in/x' }), '401 401 200 200 200 200 200 200 200 200'],
  ['GET /upstreams/:name/*', () => ({ path: '/upstreams/admins/x' }), '401 401 403 403 403 200 403 403 403 200'],
];

/** Sorts the members: a table gives attributes in any order. */
const inOrder = (_name: string, value: unknown) =>
  value && typeof value === 'object' && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort())
    : value;

/** Routes that end sessions or tokens of the cast, so that they need new ones. */
const endings = /^(DELETE|POST) \/(session|tokens|users|password-links)/;

describe('access to every route', () => {
  it('the table of access, every route of the app, has a row', () => {
    const routes = testApp.app.routes
      .filter(({ method }) => method !== 'ALL')
      .map(({ method, path }) => `${method} ${path}`);
    const written = rows.map(([route]) => route);
    expect([...new Set(routes)].filter((route) => !written.includes(route))).toEqual([]);
    expect(written.filter((route) => !routes.includes(route))).toEqual([]);
    for (const [route, , answers] of rows) expect([route, answers.split(' ').length]).toEqual([route, cast.length]);
  });

  it.each(rows)('%s, each kind of client, gets the status of its row (attack 56)', async (route, asking, expected) => {
    const [method = ''] = route.split(' ');
    const answers: string[] = [];
    for (const who of cast) {
      const response = await send(who, method, await asking());
      answers.push(String(response.status));
      // Attack 92: no response is cached or taken for another type.
      expect(response.headers.get('X-Content-Type-Options')).toBe('nosniff');
      if (!/^GET \/(assets|openapi\.json)/.test(route))
        // A preview may be kept by the browser that asked, as long as its address works.
        expect(response.headers.get('Cache-Control')).toMatch(
          route.endsWith('/preview') && response.status === 302 ? /^private, max-age=\d+$/ : /no-store/,
        );
      if (endings.test(route)) await renew();
    }
    expect(answers.join(' ')).toBe(expected);
  });

  it('GET of every page that needs a session, without one, redirects to sign-in and back', async () => {
    for (const [route, asking, answers] of rows) {
      if (!route.startsWith('GET') || !answers.startsWith('401')) continue;
      const { path } = await asking();
      const response = await send('visitor', 'GET', { path }, { accept: 'text/html' });
      expect([route, response.status]).toEqual([route, 303]);
      expect(response.headers.get('Location')).toBe(`/session/new?next=${encodeURIComponent(path)}`);
    }
  });

  it('GET of every route, by each kind of client, changes nothing in the table (attack 90)', async () => {
    const { documents, name } = createTable(testApp.config);
    const table = async () => {
      const { Items = [] } = await documents.send(new ScanCommand({ TableName: name, ConsistentRead: true }));
      return Items.map((item) => JSON.stringify(item, inOrder)).sort();
    };
    const askings = rows.flatMap(([route, asking]) => (route.startsWith('GET') ? [asking] : []));
    const prepared = await Promise.all(askings.map((asking) => asking()));
    // A token's last use is noted now, and then not for five minutes.
    for (const who of cast) await send(who, 'GET', { path: '/users/me' });
    const before = await table();
    for (const asking of prepared) for (const who of cast) await send(who, 'GET', asking);
    expect(await table()).toEqual(before);
  });

  it('every route but GET, sent from a page of another site, answers 403 (attack 87)', async () => {
    for (const [route, asking] of rows) {
      const [method = ''] = route.split(' ');
      if (method === 'GET') continue;
      for (const who of ['submitter', 'admin'] as const) {
        const response = await send(who, method, await asking(), { origin: 'https://other.example' });
        expect([route, response.status]).toEqual([route, 403]);
      }
    }
  });
});
