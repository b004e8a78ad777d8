import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeToken } from '../../src/accounts/tokens/api-token.ts';
import { Problem } from '../../src/problems/problem.ts';
import { type Journey, startJourney, type Way } from '../support/journey.ts';
import { helloText, sendTo } from '../support/uploading.ts';

const ways: Way[] = ['the Node server', 'the gateway with the built bundle'];

/** Opens an operation and sends its request as the form has it; returns what the page then shows. */
async function send(page: Page, operationId: string) {
  const operation = page.locator(`#${operationId}`);
  if (!(await operation.evaluate((details) => details.hasAttribute('open'))))
    await operation.locator('summary').first().click();
  const template = (await operation.locator('form').getAttribute('data-path')) ?? '';
  const path = new RegExp(`^${template.replaceAll(/\{\w+\}/g, '[^/]+')}$`);
  const [response] = await Promise.all([
    page.waitForResponse((one) => path.test(new URL(one.url()).pathname)),
    operation.getByRole('button', { name: 'Send request' }).click(),
  ]);
  await statusOf(operation)
    .getByText(new RegExp(`^${response.status()} `))
    .waitFor();
  const json = JSON.parse(await operation.getByLabel('Body of the response').inputValue());
  return { request: response.request(), status: response.status(), json };
}

const statusOf = (operation: Locator) => operation.getByRole('status');

/** Collects what the page complains of, and the addresses of other servers that it requests. */
function watch(page: Page, journey: Journey) {
  const complaints: string[] = [];
  const elsewhere: string[] = [];
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => {
    if (!request.url().startsWith(`${journey.url}/`) && !request.url().startsWith('data:'))
      elsewhere.push(request.url());
  });
  return { complaints, elsewhere };
}

describe.each(ways)('a developer reads and tries the documentation, through %s', (way) => {
  let journey: Journey;
  beforeAll(async () => {
    journey = await startJourney(way);
  });
  afterAll(() => journey.close());

  it('a developer starts an upload in the documentation with a token, within the policy (attack 95)', async () => {
    const { dependencies } = journey.testApp;
    const { user } = await journey.testApp.signUp();
    const made = await makeToken(dependencies, user.id, { name: 'docs', scope: 'submit' });
    if (made instanceof Problem) expect.unreachable(made.message.code);
    const page = await journey.open();
    const { complaints, elsewhere } = watch(page, journey);

    await page.goto('/docs');
    await page.getByLabel('API token').fill(made.text);
    const { request, status, json } = await send(page, 'startUpload');
    expect([status, json]).toEqual([201, expect.objectContaining({ state: 'pending' })]);
    expect(await dependencies.records.uploads.find(json.id)).toMatchObject({ userId: user.id });
    expect(await request.headerValue('cookie')).toBeNull();

    expect(complaints).toEqual([]);
    expect(elsewhere).toEqual([]);
  });

  it('a developer sends a form from the documentation by session, each example as it stands', async () => {
    const { user, password } = await journey.testApp.signUp();
    const page = await journey.open({ signedInAs: { email: user.email, password } });
    const { complaints, elsewhere } = watch(page, journey);

    await page.goto('/docs');
    const { request } = (await send(page, 'startUpload')).json;
    expect(await page.locator('#startUpload [data-part="next-step"]').textContent()).toContain(request.url);
    expect((await sendTo(request, helloText.bytes)).status).toBe(200);
    expect((await send(page, 'completeUpload')).status).toBe(200);
    const sent = await send(page, 'sendDocuments');
    expect(sent.status).toBe(201);
    const { json: shown } = await send(page, 'showSubmission');
    const { progress, review, ...submission } = shown;
    const [file] = sent.json.files.files;
    const scan = { state: 'off', scanner: null, at: null, signature: null, reason: null };
    const scanned = { ...file, scan: { ...scan, releasedBy: null, releasedAt: null } };
    expect(submission).toEqual({ ...sent.json, files: { files: [scanned] } });
    expect({ progress, review }).toMatchObject({ progress: { state: 'new' }, review: null });
    expect(shown).toMatchObject({ submitter: { id: user.id }, files: { files: [{ filename: 'hello.txt' }] } });

    expect(complaints).toEqual([]);
    expect(elsewhere).toEqual([]);
  });

  it('an upstream that responds with ids and a signed request, in the documentation, gives no command and fills in no id (attack 141)', async () => {
    const page = await journey.open();
    const { complaints } = watch(page, journey);
    const location = `${journey.url}/(.*)*(.*)*(.*)*(.*)*(.*)*x/1`;
    const trap = { state: 'complete', form: 'documents', id: 'x', request: { method: 'PUT; id', url: 'https://x/' } };
    await page.route('**/upstreams/**', (route) => route.fulfill({ status: 201, headers: { location }, json: trap }));
    await page.goto('/docs');
    const operation = page.locator('form[data-path^="/upstreams/"]').first();
    await page.locator('details', { has: operation }).first().locator('summary').first().click();
    for (const field of await operation.locator('input[data-in=path]').all()) await field.fill('reports');
    await operation.getByRole('button', { name: 'Send request' }).click();
    await statusOf(operation).getByText(/^201 /).waitFor();
    expect(JSON.parse(await operation.getByLabel('Body of the response').inputValue())).toEqual(trap);
    expect(await operation.locator('[data-part="next-step"]').isVisible()).toBe(false);
    expect(await page.locator('#sendDocuments textarea').inputValue()).toContain('idOfUpload1');
    expect(complaints).toEqual([]);
  });

  it('the documentation, without a connection, says that no response arrived', async () => {
    const page = await journey.open();
    await page.goto('/docs#showHealth');
    const operation = page.locator('#showHealth');
    await page.context().setOffline(true);
    await operation.getByRole('button', { name: 'Send request' }).click();
    await statusOf(operation).getByText('No response arrived.').waitFor();
    await page.context().setOffline(false);
    expect((await send(page, 'showHealth')).status).toBe(200);
  });

  it('the documentation, by keyboard alone, opens an operation, sends it and reads its response', async () => {
    const page = await journey.open();
    await page.goto('/docs');
    await page.locator('#showHome > summary').focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await statusOf(page.locator('#showHome')).getByText('200 OK').waitFor();
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('Sluice is running');
  });
});

describe('the documentation as a page', () => {
  let journey: Journey;
  let axe: string;
  beforeAll(async () => {
    // The page is the same by each of the ways.
    journey = await startJourney('the Node server');
    axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  });
  afterAll(() => journey.close());

  async function expectAccessible(page: Page): Promise<void> {
    await page.evaluate(axe);
    const violations = await page.evaluate(async () => {
      // axe-core adds this property to the window.
      const { axe } = globalThis as unknown as { axe: typeof import('axe-core') };
      const { violations } = await axe.run();
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
    });
    expect(violations).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  }

  it.each([
    { colorScheme: 'light', viewport: { width: 1280, height: 800 } },
    { colorScheme: 'dark', viewport: { width: 320, height: 640 } },
  ] as const)(
    'the documentation, $colorScheme scheme, $viewport.width pixels wide, closed, tried and all open, has no axe-core violation and fits',
    async (look) => {
      const { user, password } = await journey.testApp.signUp({ role: 'admin' });
      const page = await journey.open({
        ...look,
        reducedMotion: 'reduce',
        signedInAs: { email: user.email, password },
      });
      await page.goto('/docs');
      await expectAccessible(page);
      await send(page, 'startUpload');
      await send(page, 'listUsers');
      await expectAccessible(page);
      await page.locator('details').evaluateAll((all) => {
        for (const details of all) details.setAttribute('open', '');
      });
      await expectAccessible(page);
    },
  );
});
