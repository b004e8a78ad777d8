import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newClaims } from '../../bench/review/many-claims.ts';
import { seedSubmissions } from '../../bench/review/seed-submissions.ts';
import { startTableServer } from '../../packages/dynamodb-table/src/server.ts';
import { createForms } from '../../src/forms/registry.ts';
import { prepareTable } from '../../src/records/prepare-table.ts';
import { createTable } from '../../src/records/table.ts';
import { runAll } from '../jobs/job-stage.ts';
import { claims } from '../review/claims-form.ts';
import { type Journey, startJourney } from '../support/journey.ts';
import { testConfig } from '../support/test-config.ts';

const sent = 10_000;
/** One of twenty is about books. */
const isAboutBooks = (number: number) => number % 20 === 0;
const books = sent / 20;

let folder: string;
let journey: Journey;
let reviewer: { email: string; password: string };

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sluice-review-'));
  const tableFile = join(folder, 'table.sqlite');
  await seed(tableFile);
  journey = await startJourney('the Node server', { tableFile, replace: () => ({ forms: createForms([claims]) }) });
  const { user, password } = await journey.testApp.signUp({ role: 'admin', username: 'Ann' });
  reviewer = { email: user.email, password };
}, 120_000);
afterAll(async () => {
  await journey?.close();
  await rm(folder, { recursive: true });
});

async function seed(file: string): Promise<void> {
  const server = await startTableServer({ file });
  const credentials = { accessKeyId: 'seed', secretAccessKey: 'seed' };
  const config = testConfig({ dynamodbEndpoint: server.endpoint, credentials });
  await prepareTable(createTable(config));
  await server.close();
  const fieldsOf = (number: number) => ({
    title: `Claim number${number}`,
    kind: isAboutBooks(number) ? 'books' : 'travel',
    amount: number,
  });
  seedSubmissions(file, config.tableName, claims, newClaims(claims, sent, fieldsOf));
}

const work = () => runAll(journey.testApp);
const rows = (page: Page) => page.locator('main tbody tr');
const countOf = (page: Page, state: string) =>
  page.getByRole('link', { name: new RegExp(`^${state}\\s[\\d,.]+$`) }).textContent();

/** Sends a claim as a new user; returns a page of theirs and the path of the receipt. */
async function sendClaim(title: string): Promise<{ page: Page; path: string }> {
  const { user, password } = await journey.testApp.signUp({ username: 'Kim' });
  const page = await journey.open({ signedInAs: { email: user.email, password } });
  await page.goto('/forms/claims');
  await page.getByLabel('Title').fill(title);
  await page.getByRole('button', { name: 'Send', exact: true }).last().click();
  await page.waitForURL('**/submissions/*');
  return { page, path: new URL(page.url()).pathname };
}

describe('a reviewer of ten thousand submissions', () => {
  it('finds one by a word in three clicks, returns it, and sees its new version come back', async () => {
    const { page: submitter, path } = await sendClaim('Bicycle to the office');
    await work();
    const page = await journey.open({ signedInAs: reviewer });
    await page.getByRole('link', { name: 'Review Claims' }).click();
    await page.getByRole('searchbox').fill('bicyc');
    await page.getByRole('button', { name: 'Search' }).click();
    await page.getByRole('link', { name: 'Bicycle to the office' }).click();

    await page.getByRole('radio', { name: 'Returned' }).check();
    await page.getByLabel('Message to the submitter').fill('Which day was it?');
    await page.getByRole('button', { name: 'Save decision' }).click();
    await page.getByText('Saved.').waitFor();

    await submitter.goto(path);
    expect(await submitter.getByText('Which day was it?').count()).toBe(1);
    await submitter.getByRole('link', { name: 'Send a new version' }).click();
    await submitter.getByLabel('Title').fill('Bicycle to the office, on Monday');
    await submitter.getByRole('button', { name: 'Send', exact: true }).last().click();
    await submitter.getByRole('heading', { name: 'Claims no.' }).waitFor();
    await work();

    await page.goto('/forms/claims/submissions?q=bicycle&state=new');
    expect(await rows(page).count()).toBe(1);
    await page.getByRole('link', { name: 'on Monday' }).click();
    expect(await page.getByRole('link', { name: 'The earlier version' }).count()).toBe(1);
  });

  it('accepts five hundred by their kind, undoes it, and deletes one', async () => {
    const page = await journey.open({ signedInAs: reviewer });
    await page.goto('/forms/claims/submissions?state=new&f.kind=books');
    await page.getByLabel('All that match').check();
    await page.getByLabel('State', { exact: true }).selectOption('Accepted');
    await page.getByRole('button', { name: 'Set state' }).click();
    await work();
    // The page looks again by itself.
    await page.getByRole('heading', { name: `${books} submissions` }).waitFor();
    await page.getByRole('button', { name: 'Set the state “Accepted”' }).click();
    await work();
    await page.getByText('Done.').waitFor();
    const progress = page.url();
    await page.goto('/forms/claims/submissions');
    expect(await countOf(page, 'Accepted')).toContain(String(books));

    await page.goto(progress);
    await page.locator('summary', { hasText: 'Undo' }).click();
    await page.getByRole('button', { name: 'Undo' }).click();
    await work();
    await page.getByText('Done.').waitFor();
    await page.goto('/forms/claims/submissions');
    expect(await countOf(page, 'Accepted')).toMatch(/\D0$/);

    await page.goto('/forms/claims/submissions?q=number9999');
    await page.getByRole('link', { name: 'Claim number9999' }).click();
    await page.getByRole('link', { name: 'Delete', exact: true }).click();
    await page.getByLabel('Reason').fill('Sent by mistake.');
    await page.getByRole('button', { name: 'Delete for good' }).click();
    await work();
    await page.goto('/forms/claims/submissions?q=number9999');
    expect(await rows(page).count()).toBe(0);
  });
});

describe('other ways to review', () => {
  it('a phone in German without a script, finds, decides and turns pages', async () => {
    await sendClaim('Fahrkarte nach Bremen');
    await work();
    const page = await journey.open({
      ...{ javaScriptEnabled: false, viewport: { width: 375, height: 800 }, signedInAs: reviewer },
    });
    await page.context().setExtraHTTPHeaders({ 'accept-language': 'de' });
    await page.goto('/forms/claims/submissions');
    await page.getByRole('link', { name: 'Weiter' }).last().click();
    await page.getByRole('link', { name: 'Zurück' }).last().waitFor();
    await page.getByRole('searchbox').fill('fahrkarte');
    await page.getByRole('button', { name: 'Suchen' }).click();
    await page.getByRole('link', { name: 'Fahrkarte nach Bremen' }).click();
    await page.getByRole('radio', { name: 'Angenommen' }).check();
    await page.getByRole('button', { name: 'Entscheidung speichern' }).click();
    await page.getByText('Gespeichert.').waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(375);
  });

  it('a keyboard alone, moves by j and k, opens a submission, and assigns it', async () => {
    const page = await journey.open({ signedInAs: reviewer });
    await page.goto('/forms/claims/submissions?f.kind=travel');
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.keyboard.press('k');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/submissions/*');
    const first = await page.getByRole('heading', { level: 1 }).textContent();
    await page.keyboard.press('j');
    await page.waitForFunction((before) => document.querySelector('h1')?.textContent !== before, first);
    await page.getByRole('button', { name: 'Assign to me' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('Saved.').waitFor();
    await page.goto('/forms/claims/submissions?assignee=me');
    expect(await rows(page).count()).toBe(1);
  });
});
