import { createApp } from '../../src/app.ts';
import { defineBrand } from '../../src/brand/define-brand.ts';
import type { Dependencies } from '../../src/dependencies.ts';
import { TableUnavailable } from '../../src/problems/errors.ts';
import type { Verdict } from '../../src/records/scan-record.ts';
import { newId } from '../../src/values/id.ts';
import { runAll } from '../jobs/job-stage.ts';
import { Client } from '../support/client.ts';
import { addFailedJob } from '../support/failed-job.ts';
import { fileIdOf, submitAvatar, submitDocument } from '../support/submitting.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';
import { helloText, upload } from '../support/uploading.ts';

/** An app with a user that has submitted a document and a picture. */
export interface BrandedSite {
  readonly testApp: TestApp;
  readonly client: Client;
  readonly submissionId: string;
  readonly fileId: string;
}

/** The face of another deployment, of which every page is a page. */
export const brand = defineBrand({
  ...{ name: 'Harbour & Office', logo: 'logo.svg', accent: { light: '#7a1f5c', dark: '#f0a6d8' }, language: 'en' },
  ...{ contact: 'mailto:files@harbour.example', privacy: '/privacy', footer: 'Harbour Office, Quay 1' },
});

/** Starts an app with the other face, and parts of its own. */
export async function startBrandedSite(replace: Partial<Dependencies> = {}): Promise<BrandedSite> {
  const testApp = await startTestApp({ replace: () => ({ brand, ...replace }) });
  const { client } = await testApp.signUp();
  const submission = await submitDocument(client, { ...helloText, filename: `<b>"quotes" & 'more'</b>.txt` });
  await submitAvatar(client);
  return { testApp, client, submissionId: submission.id, fileId: fileIdOf(submission) };
}

const html = { accept: 'text/html' };
const manyPath = '/forms/documents/submissions/decisions';

const admin = async (site: BrandedSite) => (await site.testApp.signUp({ role: 'admin' })).client;
/** A user who has just sent a document and exports it. */
async function exportOf({ testApp }: BrandedSite) {
  const { client } = await testApp.signUp();
  const { id } = await submitDocument(client, { ...helloText, filename: `<b>"quotes" & 'more'</b>.txt` });
  const started = await client.post('/exports', { json: { submission: id } });
  return { client, path: started.headers.get('Location') ?? '' };
}

/** A new link to the submission, as its reader has it. */
async function linkOf({ client, submissionId }: BrandedSite, wishes: object = {}): Promise<string> {
  const made = await client.post(`/submissions/${submissionId}/shares`, { json: wishes });
  return new URL((await made.json()).url).pathname;
}

/** Sets the scan of the submitted file. */
async function setScan({ testApp, fileId }: BrandedSite, verdict: Verdict): Promise<void> {
  const { records, clock } = testApp.dependencies;
  const upload = await records.uploads.find(fileId);
  if (!upload) throw new Error('The file is gone.');
  await records.scans.keep(upload, { ...verdict, scanner: 'clamd', at: clock().toISOString() }, []);
}

const newLinkPath = async (site: BrandedSite) => `/users/${(await site.testApp.signUp()).user.id}/password-links`;

/** Every page in each of its states, as the server renders it. */
export const pages: Readonly<Record<string, (site: BrandedSite) => Promise<Response>>> = {
  'the start page for strangers': (site) => site.testApp.client().getPage('/'),
  'the start page': (site) => site.client.getPage('/'),
  'the start page of a new user': async (site) => (await site.testApp.signUp()).client.getPage('/'),
  'sign-in': (site) => site.testApp.client().getPage('/session/new?next=%2Fforms%3Fa%3D1%26b%3D2'),
  'sign-in after a mistake': (site) =>
    site.testApp.client().post('/session', { form: { email: '<x>"@y', password: 'x' }, headers: html }),
  'sign-in with a form kept': (site) =>
    site.testApp.client().post('/forms/documents', { form: { title: 'a"b&c' }, headers: html }),
  'the forms': (site) => site.client.getPage('/forms'),
  'a form': (site) => site.client.getPage('/forms/documents'),
  'a form with one picture': (site) => site.client.getPage('/forms/avatar'),
  'a form with everything wrong': (site) =>
    site.client.post('/forms/documents', { form: { title: '', note: '\0', files: 'x' }, headers: html }),
  'a form with uploads and a mistake': async (site) =>
    site.client.post('/forms/documents', {
      form: {
        title: '',
        note: '</textarea><b>',
        files: [await upload(site.client, helloText), await upload(site.client, helloText)],
      },
      headers: html,
    }),
  'a form in conflict': async (site) => {
    const form = { title: 'a', files: await upload(site.client, helloText), idempotencyKey: 'key-of-a-page' };
    await site.client.post('/forms/documents', { form });
    return site.client.post('/forms/documents', { form: { ...form, title: 'b' }, headers: html });
  },
  'a form while nothing can be looked up': (site) => {
    const { records } = site.testApp.dependencies;
    const fail = () => Promise.reject(new TableUnavailable('The table is down.'));
    const app = createApp({
      ...site.testApp.dependencies,
      records: { ...records, sessions: { ...records.sessions, find: fail } },
    });
    const asking = new Client(app, site.testApp.dependencies.publicUrl);
    for (const [name, value] of site.client.cookies) asking.cookies.set(name, value);
    return asking.post('/forms/documents', {
      form: { title: 'a"b&c', note: '<b>\r\n', files: ['x', 'y'] },
      headers: html,
    });
  },
  'the step without the script': (site) => site.client.getPage('/forms/documents/files/upload'),
  'the step after nothing arrived': (site) => site.client.getPage(`/forms/documents/files/upload?upload=${newId()}`),
  'a receipt': (site) => site.client.getPage(`/submissions/${site.submissionId}`),
  'the submissions': (site) => site.client.getPage('/submissions?limit=1'),
  'no submissions': async (site) => (await site.testApp.signUp()).client.getPage('/submissions'),
  'the table of submissions': async (site) => (await admin(site)).getPage('/forms/documents/submissions?limit=1'),
  'the table of submissions, filtered': async (site) =>
    (await admin(site)).getPage('/forms/documents/submissions?q=boots&assignee=me&from=2026-01-01&sort=submittedAt'),
  'the table of submissions after mistakes': async (site) =>
    (await admin(site)).getPage('/forms/documents/submissions?state=%3Cb%3E&from=%22&f.%3Cx%3E=%22&submitter=%3Cx%3E'),
  'signing up': (site) => site.testApp.client().getPage('/users/new'),
  'signing up after mistakes': (site) =>
    site.testApp
      .client()
      .post('/users/', { form: { email: '<x>"@y', username: '"', password: 'short' }, headers: html }),
  'the profile': (site) => site.client.getPage('/users/me?saved=profile'),
  'the profile after mistakes': (site) =>
    site.client.post('/users/me', { form: { email: '<x>"@y', username: '', currentPassword: '' }, headers: html }),
  'the password': (site) => site.client.getPage('/users/me/password?saved'),
  'the password after mistakes': (site) =>
    site.client.post('/users/me/password', { form: { currentPassword: 'x', password: 'short' }, headers: html }),
  'the sessions': (site) => site.client.getPage('/sessions'),
  'the tokens': (site) => site.client.getPage('/tokens'),
  'a new token': (site) =>
    site.client.post('/tokens', { form: { name: '<b>"&', scope: 'read', expiresInDays: '3' }, headers: html }),
  'a token after mistakes': (site) =>
    site.client.post('/tokens', { form: { name: '', scope: 'read', expiresInDays: 'x' }, headers: html }),
  'the jobs, one of them failed': async (site) => {
    await addFailedJob(site.testApp);
    return (await admin(site)).getPage('/jobs?retried&limit=1');
  },
  'a decision about many that is counted': async (site) => {
    const client = await admin(site);
    const begun = await client.post(manyPath, { json: { filter: 'state=new', decision: { kind: 'note', note: 'a' } } });
    return client.getPage(begun.headers.get('Location') ?? '');
  },
  'a decision about many without its message': async (site) =>
    (await admin(site)).post(manyPath, {
      form: { all: '1', filter: 'q=a"b', kind: 'state', state: 'returned', note: '</textarea><b>' },
      headers: html,
    }),
  'decisions about many': async (site) => (await admin(site)).getPage(manyPath),
  'the links to a submission': (site) => site.client.getPage(`/submissions/${site.submissionId}/shares`),
  'a new link': (site) =>
    site.client.post(`/submissions/${site.submissionId}/shares`, { form: { expiresInDays: '2' }, headers: html }),
  'a link after mistakes': (site) =>
    site.client.post(`/submissions/${site.submissionId}/shares`, {
      form: { expiresInDays: '<b>', password: 'x', maxUses: '0', file: 'x' },
      headers: html,
    }),
  'my links': async (site) => {
    await linkOf(site);
    return site.client.getPage('/shares?revoked');
  },
  'a link, opened by a stranger': async (site) => site.testApp.client().getPage(await linkOf(site)),
  'a link with a password': async (site) =>
    site.testApp.client().getPage(await linkOf(site, { password: 'three words together' })),
  'a file that is infected': async (site) => {
    await setScan(site, { state: 'infected', signature: 'Eicar <b>' });
    return site.client.getPage(`/files/${site.fileId}`);
  },
  'a receipt with an infected file': async (site) => {
    await setScan(site, { state: 'infected', signature: 'Eicar <b>' });
    return site.client.getPage(`/submissions/${site.submissionId}`);
  },
  'what scans have found': async (site) => {
    await setScan(site, { state: 'infected', signature: 'Eicar <b>' });
    return (await admin(site)).getPage('/scans');
  },
  'a submission with a file to release': async (site) => {
    await setScan(site, { state: 'unscannable', reason: 'encrypted' });
    return (await admin(site)).getPage(`/submissions/${site.submissionId}`);
  },
  'a submission with a release that was refused': async (site) => {
    await setScan(site, { state: 'unscannable', reason: 'encrypted' });
    const form = { state: 'failed', at: '2020-01-01T00:00:00.000Z', note: '<b>"known"</b>' };
    return (await admin(site)).post(`/files/${site.fileId}/release`, { form, headers: html });
  },
  'scans, with files that wait': async (site) => {
    const { records } = site.testApp.dependencies;
    const upload = await records.uploads.find(site.fileId);
    if (!upload) throw new Error('The file is gone.');
    await records.scans.keep(upload, { state: 'waiting', lateSince: '2026-01-02T03:04:05.000Z' }, []);
    return (await admin(site)).getPage('/scans?show=waiting');
  },
  'scans, with files that were released': async (site) => {
    const at = site.testApp.dependencies.clock().toISOString();
    await setScan(site, { state: 'failed' });
    const { records } = site.testApp.dependencies;
    const upload = await records.uploads.find(site.fileId);
    if (upload?.scan?.state !== 'failed') throw new Error('The file has another scan.');
    const by = { id: upload.userId, username: '<i>Ann</i>' };
    await records.scans.keep(upload, { ...upload.scan, released: { by, at } }, []);
    return (await admin(site)).getPage('/scans?show=released');
  },
  'the exports': async (site) => (await exportOf(site)).client.getPage('/exports?removed'),
  'an export that runs': async (site) => {
    const { client, path } = await exportOf(site);
    return client.getPage(path);
  },
  'an export that is ready': async (site) => {
    const { client, path } = await exportOf(site);
    await runAll(site.testApp);
    return client.getPage(path);
  },
  'the users': async (site) => (await admin(site)).getPage('/users/?limit=1'),
  'adding a user': async (site) => (await admin(site)).getPage('/users/new'),
  'a user': async (site) => (await admin(site)).getPage(`/users/${(await site.testApp.signUp()).user.id}`),
  'a user who is saved': async (site) =>
    (await admin(site)).getPage(`/users/${(await site.testApp.signUp()).user.id}?saved=profile`),
  'a user who is not active': async (site) => {
    const [{ user }, asking] = [await site.testApp.signUp(), await admin(site)];
    await asking.send('PATCH', `/users/${user.id}`, { json: { is_active: false } });
    return asking.getPage(`/users/${user.id}`);
  },
  'a password link': async (site) => (await admin(site)).post(await newLinkPath(site), { headers: html }),
  'choosing a password': async (site) => {
    const { url } = await (await (await admin(site)).post(await newLinkPath(site))).json();
    return site.testApp.client().getPage(new URL(url).pathname);
  },
  'the documentation': (site) => site.client.getPage('/docs'),
  'the documentation for strangers': (site) => site.testApp.client().getPage('/docs'),
  'not found': (site) => site.client.getPage(`/files/${site.fileId}x`),
  'not found for strangers': (site) => site.testApp.client().getPage('/nothing'),
  'from elsewhere': (site) =>
    site.client.post('/session/delete', { headers: { ...html, origin: 'https://evil.example' } }),
  'too large': (site) => site.client.post('/forms/documents', { form: { note: 'x'.repeat(2 ** 20) }, headers: html }),
};
