import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { JobMessage } from '../../src/queue/queue.ts';
import type { Client } from '../support/client.ts';
import { addFailedJob } from '../support/failed-job.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';

let site: TestApp;
let admin: Client;
let sent: JobMessage[];

beforeEach(async () => {
  sent = [];
  site = await startTestApp({ replace: () => ({ queue: { send: async (messages) => void sent.push(...messages) } }) });
  admin = (await site.signUp({ role: 'admin' })).client;
});
afterEach(() => site.close());

const listed = async () => (await (await admin.get('/jobs')).json()).items;
const html = { accept: 'text/html' };

describe('GET /jobs', () => {
  it('GET /jobs, a failed job, is listed with its kind, form, times and the name of its error', async () => {
    const id = await addFailedJob(site);
    const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT/);
    expect(await listed()).toEqual([
      {
        ...{ id, kind: 'recount', form: 'documents', createdAt: time, failedAt: time },
        ...{ attempts: 5, error: 'StoredBytesDiffer' },
      },
    ]);
  });

  it('GET /jobs, more failed jobs than the limit, gives the newest first and a cursor for the rest', async () => {
    const ids: string[] = [];
    for (const _ of [1, 2, 3]) {
      ids.unshift(await addFailedJob(site));
      site.advanceSeconds(1);
    }
    const first = await (await admin.get('/jobs?limit=2')).json();
    const second = await (await admin.get(`/jobs?limit=2&cursor=${first.nextCursor}`)).json();
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(ids);
    expect(second.nextCursor).toBeNull();
  });

  it('GET /jobs page, nothing waits and nothing failed, says so', async () => {
    const page = await (await admin.getPage('/jobs')).text();
    expect(page).toContain('No job is waiting.');
    expect(page).toContain('No job has failed.');
    expect(page).toContain('Not counted yet.');
  });
});

describe('POST /jobs/{id}/retries', () => {
  it('POST /jobs/{id}/retries, a failed job, makes it run again with all its attempts', async () => {
    const id = await addFailedJob(site);
    expect((await admin.post(`/jobs/${id}/retries`)).status).toBe(202);
    expect(sent).toMatchObject([{ id, kind: 'recount' }]);
    expect(await listed()).toEqual([]);
    const [message] = sent;
    const taken = message && (await site.dependencies.records.jobs.take(message, '9999', '9999'));
    expect(taken).toMatchObject({ id, attempts: 1 });
    expect(taken).not.toHaveProperty('diedAt');
  });

  it('POST /jobs/{id}/retries from the page, a failed job, leads back to the page, which says it', async () => {
    const id = await addFailedJob(site);
    const response = await admin.post(`/jobs/${id}/retries`, { headers: html });
    expect(response.status).toBe(303);
    expect(await (await admin.getPage(response.headers.get('location') ?? '')).text()).toContain('will run again');
  });

  it('POST /jobs/{id}/retries, twice at once, makes the job run once', async () => {
    const id = await addFailedJob(site);
    const statuses = await Promise.all([1, 2, 3].map(async () => (await admin.post(`/jobs/${id}/retries`)).status));
    expect(statuses.toSorted()).toEqual([202, 404, 404]);
    expect(sent).toHaveLength(1);
  });

  it('POST /jobs/{id}/retries, a job that has not failed, is not found', async () => {
    expect((await admin.post('/jobs/no-such-job-at-all/retries')).status).toBe(404);
  });
});
