import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../../src/app.ts';
import { png } from '../../src/files/media-type.ts';
import { admins, anyoneSignedIn, defineForm } from '../../src/forms/define-form.ts';
import { files, select, text, textarea } from '../../src/forms/field.ts';
import { createForms } from '../../src/forms/registry.ts';
import { keepVersions } from '../../src/forms/versions.ts';
import { createRecords } from '../../src/records/records.ts';
import { replaceMethod } from '../support/faults.ts';
import { type Journey, startJourney } from '../support/journey.ts';
import { pngOf } from '../support/sample-files.ts';

const ofLoans = { slug: 'loans', description: 'Lend us something.', submit: anyoneSignedIn, review: admins };
const photos = files({ label: 'Photographs', accept: [png], maxBytes: 100_000, minFiles: 1, maxFiles: 3 });
const kinds = ['Painting', 'Sculpture'].map((label) => ({ value: label.toLowerCase(), label }));

const before = defineForm({
  ...ofLoans,
  title: 'Loan',
  fields: {
    object: text({ label: 'Object', required: true }),
    kind: select({ label: 'Kind', options: kinds }),
    note: textarea({ label: 'Remarks' }),
    photos,
  },
});

const after = defineForm({
  ...ofLoans,
  title: 'Loan offer',
  fields: {
    object: text({ label: 'Name of the object', required: true }),
    period: text({ label: 'Period', missing: 'Say from when to when.', required: true }),
    kind: select({ label: 'Class', options: kinds.map(({ value }) => ({ value, label: `A ${value}` })) }),
    photos,
  },
});

let journey: Journey;
beforeAll(async () => {
  journey = await startJourney('the Node server', { replace: () => ({ forms: createForms([before]) }) });
  // As the worker does.
  await keepVersions(journey.testApp.dependencies, journey.testApp.dependencies.forms);
});
afterAll(() => journey.close());

/** Lets the site go on as a new process with the changed form, over the same table, until the test ends. */
function deploy(): void {
  const { app, dependencies, table } = journey.testApp;
  const next = createApp({ ...dependencies, forms: createForms([after]), records: createRecords(table) });
  replaceMethod(app, 'fetch', () => next.fetch);
}

async function openForm(options: { javaScriptEnabled?: boolean } = {}): Promise<Page> {
  const { user, password } = await journey.testApp.signUp();
  const page = await journey.open({ ...options, signedInAs: { email: user.email, password } });
  await page.goto('/forms/loans');
  await page.getByLabel('Object').fill('Amphora');
  await page.getByLabel('Kind').selectOption('Sculpture');
  await page.getByLabel('Remarks').fill('Handle with care.');
  return page;
}

const photo = { name: 'left.png', mimeType: 'image/png', buffer: Buffer.from(pngOf(20, 20)) };
const send = (page: Page) => page.getByRole('button', { name: 'Send', exact: true }).last().click();
const leftOut = (page: Page) => page.locator('main .notice-caution li').allTextContents();
/** Terms and descriptions of a receipt, without its time, number and files. */
const answersOn = async (page: Page) => (await page.locator('dt, dd').allTextContents()).slice(4, -2);

describe('a form that changes while people fill it in', () => {
  it('a page from before the change, sent, says what is new and what is gone, and arrives', async () => {
    const page = await openForm();
    await page.locator('input[type=file]').setInputFiles(photo);
    await page.getByText('Uploaded', { exact: true }).waitFor();
    deploy();
    await send(page);

    await page.getByRole('alert').getByRole('link', { name: 'Period' }).waitFor();
    expect(await page.getByText('Say from when to when.').count()).toBe(2);
    expect(await leftOut(page)).toEqual(['Remarks']);
    expect(await page.getByLabel('Name of the object').inputValue()).toBe('Amphora');
    expect(await page.getByRole('button', { name: 'Remove left.png' }).count()).toBe(1);

    await page.getByLabel('Period').fill('In May');
    await send(page);
    await page.getByRole('heading', { name: /^Loan offer no\. \d+$/ }).waitFor();
    const answers = ['Name of the object', 'Amphora', 'Period', 'In May', 'Class', 'A sculpture'];
    expect(await answersOn(page)).toEqual(answers);
    expect(await leftOut(page)).toEqual([]);
  });

  it('a receipt from before the change, opened after it, is as it was', async () => {
    const page = await openForm();
    await page.locator('input[type=file]').setInputFiles(photo);
    await page.getByText('Uploaded', { exact: true }).waitFor();
    await send(page);
    await page.getByRole('heading', { name: /^Loan no\. \d+$/ }).waitFor();
    const sent = await answersOn(page);
    expect(sent).toEqual(['Object', 'Amphora', 'Kind', 'Sculpture', 'Remarks', 'Handle with care.']);

    deploy();
    await page.reload();
    expect(await answersOn(page)).toEqual(sent);
    await page.getByRole('link', { name: 'All submissions' }).click();
    await page.getByText(/^Loan no\. \d+$/).waitFor();
    await page.getByRole('link', { name: 'Amphora' }).click();
    await page.getByRole('link', { name: 'Send another' }).click();
    await page.getByRole('heading', { name: 'Loan offer' }).waitFor();
  });

  it('a draft from before the change, in a browser without script, keeps what fits', async () => {
    const page = await openForm({ javaScriptEnabled: false });
    await page.getByRole('button', { name: 'Add a file' }).click();
    await page.getByLabel('Choose a file').waitFor();
    deploy();
    await page.getByLabel('Choose a file').setInputFiles(photo);
    await page.getByRole('button', { name: 'Send this file' }).click();

    await page.getByRole('heading', { name: 'Loan offer' }).waitFor();
    expect(await leftOut(page)).toEqual(['Remarks']);
    expect(await page.getByLabel('Name of the object').inputValue()).toBe('Amphora');
    expect(await page.getByLabel('Class').inputValue()).toBe('sculpture');
    await page.getByLabel('Period').fill('In May');
    await send(page);
    await page.getByRole('heading', { name: /^Loan offer no\. \d+$/ }).waitFor();
    expect(await page.getByRole('link', { name: 'left.png' }).count()).toBeGreaterThan(0);
  });
});
