import { afterAll, beforeAll, expect, it } from 'vitest';
import { signInLimits } from '../../src/accounts/sessions/sign-in-limit.ts';
import { createForms, declaredForms } from '../../src/forms/registry.ts';
import { decide } from '../../src/review/decide.ts';
import { dayMs, daySeconds } from '../../src/values/duration.ts';
import { runAll } from '../jobs/job-stage.ts';
import { claims } from '../review/claims-form.ts';
import type { Client } from '../support/client.ts';
import { addFailedJob } from '../support/failed-job.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';
import { claimOf, helloText, upload } from '../support/uploading.ts';

const kept = { ...claims, keepForDays: 90 };
let site: TestApp;
let admin: Client;

beforeAll(async () => {
  site = await startTestApp({ replace: () => ({ forms: createForms([...declaredForms.values(), kept]) }) });
  admin = (await site.signUp({ role: 'admin' })).client;
});
afterAll(() => site.close());

interface Statistics {
  readonly forms: {
    readonly form: string;
    readonly rejected: object;
    readonly funnel: object;
    readonly states: object;
  }[];
  readonly failedJobs: object;
  readonly signInLimitsReached: number;
}
const read = async (): Promise<Statistics> => (await admin.get('/statistics')).json();
const ofClaims = async () => (await read()).forms.find(({ form }) => form === 'claims') ?? expect.unreachable();

it('GET /statistics, after a month of one form, says what happened and where submissions stand', async () => {
  const { client, user } = await site.signUp();
  await client.getPage('/forms/claims');
  await client.getPage('/forms/claims');
  // A program fills in no page, and a stranger sees none.
  await client.get('/forms/claims');
  await site.client().getPage('/forms/claims');
  const file = { ...helloText, form: 'claims', field: 'proof' };
  const ids = [await upload(client, file), await upload(client, file)];
  const tooLarge = claimOf({ ...file, bytes: new Uint8Array(2000) });
  expect((await client.post('/uploads', { json: tooLarge })).status).toBe(413);
  const sent: { id: string }[] = [];
  for (const proof of ids)
    sent.push(await (await client.post('/forms/claims', { json: { title: 'Train', proof: [proof] } })).json());
  await runAll(site);
  const { records } = site.dependencies;
  const [submission, before] = await Promise.all([
    records.submissions.find(sent[0]?.id ?? ''),
    records.reviews.find(sent[0]?.id ?? ''),
  ]);
  if (!submission || !before) return expect.unreachable();
  await decide(site.dependencies, { form: kept, submission, before }, user, { kind: 'state', state: 'accepted' });

  expect(await ofClaims()).toEqual({
    form: 'claims',
    funnel: { started: 1, sent: 2, accepted: 1 },
    states: { new: 1, 'in-review': 0, accepted: 1, declined: 0, returned: 0 },
    rejected: { 'too-large': 1 },
    stored: null,
  });
  site.advanceSeconds(31 * daySeconds);
  admin = (await site.signUp({ role: 'admin' })).client;
  expect(await ofClaims()).toMatchObject({
    funnel: { started: 0, sent: 0, accepted: 0 },
    states: { new: 1, accepted: 1 },
    rejected: {},
  });
});

it('GET /statistics, a limit of sign-ins and a failed job, are counted once each', async () => {
  await addFailedJob(site);
  const json = { email: 'someone@example.com', password: 'wrong horse' };
  for (let attempt = 0; attempt < signInLimits.failuresPerAccount + 3; attempt += 1)
    await site.client().post('/session', { json });
  const { failedJobs, signInLimitsReached } = await read();
  expect([failedJobs, signInLimitsReached]).toEqual([{ count: 1, isCutShort: false }, 1]);
});

it('GET /statistics page, every form, has a table of numbers with a bar for each', async () => {
  const page = await (await admin.getPage('/statistics')).text();
  expect(page).toContain('From the form to the decision');
  expect(page.match(/<rect width="\d+(\.\d)?" height="10"/g)?.length).toBeGreaterThan(10);
  expect(page).not.toContain('style=');
});

it('GET of a form and of a receipt, a form that keeps for some days, say until when', async () => {
  const { client } = await site.signUp();
  const page = await (await client.getPage('/forms/claims')).text();
  expect(page).toContain('We keep what you send for 90 days, then we delete it.');
  expect(await (await client.getPage('/forms/documents')).text()).not.toContain('We keep what you send');
  const { id, submittedAt } = await (await client.post('/forms/claims', { json: { title: 'Train' } })).json();
  const receipt = await (await client.getPage(`/submissions/${id}`)).text();
  expect(receipt).toContain('Kept until');
  expect(receipt).toContain(new Date(Date.parse(submittedAt) + 90 * dayMs).toISOString());
});
