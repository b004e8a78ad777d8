import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeToken } from '../../src/accounts/tokens/api-token.ts';
import { Problem } from '../../src/problems/problem.ts';
import { type Journey, startJourney, type Way } from '../support/journey.ts';
import { sentenceOf } from '../support/sentence.ts';

const ways: Way[] = ['the Node server', 'the gateway with the built bundle'];

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
    if (made instanceof Problem) expect.unreachable(sentenceOf(made.message));
    const page = await journey.open();
    const complaints: string[] = [];
    const elsewhere: string[] = [];
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('request', (request) => {
      if (!request.url().startsWith(`${journey.url}/`) && !request.url().startsWith('data:'))
        elsewhere.push(request.url());
    });

    await page.goto('/docs');
    await page.getByLabel('API token').fill(made.text);
    const operation = page.locator('#startUpload');
    await operation.locator('summary').first().click();
    const [answer] = await Promise.all([
      page.waitForResponse((response) => new URL(response.url()).pathname === '/uploads'),
      operation.getByRole('button', { name: 'Send request' }).click(),
    ]);
    const started = await answer.json();
    expect([answer.status(), started]).toEqual([201, expect.objectContaining({ state: 'pending' })]);
    expect(await dependencies.records.uploads.find(started.id)).toMatchObject({ userId: user.id });
    await operation.getByRole('status').getByText('201 Created').waitFor();

    expect(complaints).toEqual([]);
    expect(elsewhere).toEqual([]);
  });
});
