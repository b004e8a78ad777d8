import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createForms } from '../../src/forms/registry.ts';
import { runAll } from '../jobs/job-stage.ts';
import { claims } from '../review/claims-form.ts';
import type { Client } from '../support/client.ts';
import { contentOf } from '../support/page.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';

let site: TestApp;
let admin: Client;

beforeAll(async () => {
  site = await startTestApp({ replace: () => ({ forms: createForms([claims]) }) });
  const anna = await site.signUp({ username: 'Anna Müller' });
  const bert = await site.signUp({ username: 'Bert' });
  ({ client: admin } = await site.signUp({ role: 'admin', username: 'Boss' }));
  const sent = [
    [anna, { title: 'Train to Köln', kind: 'travel', amount: 40 }],
    [bert, { title: '=HYPERLINK("x")', kind: 'books', amount: 9.5 }],
    [anna, { title: 'Bus', kind: 'travel', amount: 100 }],
  ] as const;
  for (const [{ client }, json] of sent) {
    site.advanceSeconds(1);
    expect((await client.post('/forms/claims', { json })).status).toBe(201);
  }
  await runAll(site);
});
afterAll(() => site.close());

async function titles(query: string): Promise<string[]> {
  const response = await admin.get(`/forms/claims/submissions?${query}`);
  expect(response.status).toBe(200);
  return (await response.json()).items.map(({ title }: { title: string }) => title);
}

describe('GET /forms/{form}/submissions', () => {
  it.each([
    ['', ['Bus', '=HYPERLINK("x")', 'Train to Köln']],
    ['state=new&f.kind=travel', ['Bus', 'Train to Köln']],
    ['q=KOLN', ['Train to Köln']],
    ['submitter=anna%20muller', ['Bus', 'Train to Köln']],
    ['assignee=none&q=bus', ['Bus']],
    ['assignee=me', []],
    ['sort=amount', ['=HYPERLINK("x")', 'Train to Köln', 'Bus']],
    ['sort=submittedAt', ['Train to Köln', '=HYPERLINK("x")', 'Bus']],
  ])('GET /forms/{form}/submissions, ?%s, finds what meets it', async (query, expected) => {
    expect(await titles(query)).toEqual(expected);
  });

  it('GET /forms/{form}/submissions, as a page, has a row for each submission', async () => {
    const page = contentOf(await (await admin.getPage('/forms/claims/submissions')).text());
    expect(page.match(/<tr data-row/g)).toHaveLength(3);
    expect(page).toContain('<bdi>=HYPERLINK(&quot;x&quot;)</bdi>');
  });
});
