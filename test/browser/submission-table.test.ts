import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { putItem } from '../../src/records/item.ts';
import { newId } from '../../src/values/id.ts';
import { type Journey, startJourney } from '../support/journey.ts';
import { cookieOf, makeUser } from '../support/users.ts';

let journey: Journey;
let page: Page;

beforeAll(async () => {
  journey = await startJourney('the Node server');
  const { testApp, url } = journey;
  const { id, username, ...admin } = await makeUser(testApp, { username: 'Rita', role: 'admin' });
  for (const number of [1, 2, 3]) {
    const submittedAt = `2026-11-0${number}T09:00:00.000Z`;
    const row = { id: newId(), number, form: 'documents', submittedAt, submitter: { id, username } };
    await putItem(testApp.table, {
      ...{ pk: 'FORM#documents', sk: `SUBMISSION#${submittedAt}#${row.id}`, submissionId: row.id },
      row: { ...row, title: `Letter ${number}` },
    });
  }
  page = await journey.open();
  const { cookie } = await cookieOf(testApp, { ...admin, id, username });
  const [name = '', value = ''] = (cookie ?? '').split(/=(.*)/s);
  await page.context().addCookies([{ name, value, url, httpOnly: true }]);
}, 120_000);
afterAll(() => journey.close());

const focused = () => page.evaluate(() => document.activeElement?.textContent);

describe('the script of the table of submissions', () => {
  it('the keys j and k, outside of inputs, go from row to row', async () => {
    await page.goto('/forms/documents/submissions');
    await page.locator('[data-keys]').waitFor();
    await page.keyboard.press('k');
    expect(await page.evaluate(() => document.activeElement === document.body)).toBe(true);
    await page.keyboard.press('j');
    expect(await focused()).toBe('Letter 3');
    await page.keyboard.press('j');
    await page.keyboard.press('J');
    expect(await focused()).toBe('Letter 1');
    await page.keyboard.press('j');
    await page.keyboard.press('Control+k');
    expect(await focused()).toBe('Letter 1');
    await page.keyboard.press('k');
    expect(await focused()).toBe('Letter 2');
    await page.locator('#q').press('j');
    expect(await page.locator('#q').inputValue()).toBe('j');
  });

  it('the filter, sent, has an address with only what was filled in', async () => {
    await page.goto('/forms/documents/submissions');
    await page.locator('[data-keys]').waitFor();
    await page.locator('#q').fill('letter');
    await page.locator('.filter-search button').click();
    await page.waitForURL(/submissions\?q=letter$/);
    expect(await page.locator('.condition').innerText()).toContain('letter');
  });
});
