import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Journey, startJourney } from '../support/journey.ts';

let journey: Journey;
let axe: string;
beforeAll(async () => {
  journey = await startJourney('the Node server');
  axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
});
afterAll(() => journey.close());

const password = 'three green words';

async function signUp(page: Page, email: string): Promise<void> {
  await page.goto('/');
  await page.getByRole('link', { name: 'Create an account' }).click();
  await page.getByLabel('Name').fill('Ada Lovelace');
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Create account' }).click();
  await page.getByRole('heading', { name: 'Welcome, Ada Lovelace' }).waitFor();
}

describe.each([
  ['with the script', true],
  ['without the script', false],
])('an account, %s', (_how, javaScriptEnabled) => {
  const email = `ada-${javaScriptEnabled}@example.org`;

  it('an account, its life, is sign-up, a new name and password, and sign-in with that', async () => {
    const page = await journey.open({ javaScriptEnabled });
    await signUp(page, email);
    await page.locator('.account-button').click();
    await page.getByRole('link', { name: 'Profile' }).click();
    await page.getByLabel('Name').fill('Ada King');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Your profile is saved.').waitFor();

    await page.getByRole('link', { name: 'Password' }).click();
    await page.getByLabel('Current password').fill('something else');
    await page.getByLabel('New password').fill('four even greener words');
    await page.getByRole('button', { name: 'Change password' }).click();
    await page.getByRole('link', { name: 'Current password: Wrong password. Enter your current one.' }).waitFor();
    await page.getByLabel('Current password').fill(password);
    await page.getByLabel('New password').fill('four even greener words');
    await page.getByRole('button', { name: 'Change password' }).click();
    await page.getByText('Your password is changed').waitFor();

    await page.locator('.account-button').click();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByLabel('Email').fill(email);
    await page.getByLabel('Password', { exact: true }).fill('four even greener words');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { name: 'Welcome, Ada King' }).waitFor();
    await page.context().close();
  });

  it('an account, a token for a program, is made and revoked', async () => {
    const { user, password: given } = await journey.testApp.signUp();
    const page = await journey.open({ javaScriptEnabled, signedInAs: { email: user.email, password: given } });
    await page.goto('/tokens');
    await page.getByLabel('Name').fill('My laptop');
    await page.getByLabel('Expires').fill('30');
    await page.getByRole('button', { name: 'Create token' }).click();
    const token = await page.getByLabel('Token', { exact: true }).inputValue();
    expect(token).toMatch(/^slc_/);
    const ask = () => fetch(`${journey.url}/users/me`, { headers: { authorization: `Bearer ${token}` } });
    expect((await ask()).status).toBe(200);
    await page.getByLabel('Revoke My laptop').click();
    await page.getByText('You can’t undo this.').waitFor();
    expect((await ask()).status).toBe(200);
    await page.getByRole('button', { name: 'Revoke token' }).click();
    await page.getByRole('status').filter({ hasText: 'The token is revoked.' }).waitFor();
    await page.getByText('You have no tokens yet.').waitFor();
    expect((await ask()).status).toBe(401);
    await page.context().close();
  });

  it('an account, its sessions, are listed, one is ended, and then all', async () => {
    const { user, password: given } = await journey.testApp.signUp();
    const signedInAs = { email: user.email, password: given };
    const [here, there] = [
      await journey.open({ javaScriptEnabled, signedInAs }),
      await journey.open({ javaScriptEnabled, signedInAs }),
    ];
    await here.goto('/sessions');
    const others = here
      .getByRole('listitem')
      .filter({ hasText: 'Chrome on Linux' })
      .filter({ hasNotText: 'This browser' });
    await others.getByLabel('End the session of Chrome on Linux').click();
    await others.getByRole('button', { name: 'End session' }).click();
    await here.getByRole('status').filter({ hasText: 'The session has ended.' }).waitFor();
    await others.waitFor({ state: 'detached' });
    await there.goto('/submissions');
    await there.getByRole('heading', { name: 'Sign in' }).waitFor();
    await here.getByText('Sign out everywhere', { exact: true }).click();
    await here.getByRole('button', { name: 'Yes, sign out everywhere' }).click();
    await here.getByRole('heading', { name: 'Sign in to begin' }).waitFor();
    await Promise.all([here.context().close(), there.context().close()]);
  });
});

describe('an admin', () => {
  it('an admin, a user, is deactivated and gets a way back in', async () => {
    const boss = await journey.testApp.signUp({ role: 'admin', username: 'boss' });
    const { user, client } = await journey.testApp.signUp({ username: 'forgetful' });
    const page = await journey.open({ signedInAs: { email: boss.user.email, password: boss.password } });
    await page.getByRole('link', { name: 'Users' }).click();
    await page.getByRole('link', { name: 'forgetful' }).click();
    const success = page.getByRole('status').filter({ hasText: 'The changes are saved.' });
    expect(await success.count()).toBe(0);
    await page.getByRole('button', { name: 'Save' }).click();
    await success.waitFor();
    await page.getByRole('link', { name: 'Users' }).click();
    await page.getByRole('link', { name: 'forgetful' }).click();
    await page.getByText('Deactivate', { exact: true }).click();
    await page.getByRole('button', { name: 'Deactivate user' }).click();
    await page.getByRole('status').filter({ hasText: 'The user is deactivated' }).waitFor();
    expect((await client.get('/users/me')).status).toBe(401);
    await page.getByRole('button', { name: 'Activate' }).click();
    await page.getByRole('status').filter({ hasText: 'The user is active again.' }).waitFor();
    await page.getByRole('button', { name: 'Create password link' }).click();
    const link = await page.getByLabel('Link', { exact: true }).inputValue();

    const visitor = await journey.open();
    await visitor.goto(link);
    await visitor.getByText(`For ${user.email}`).waitFor();
    await visitor.getByLabel('New password').fill(password);
    await visitor.getByRole('button', { name: 'Save and sign in' }).click();
    await visitor.getByRole('heading', { name: 'Welcome, forgetful' }).waitFor();
    await Promise.all([page.context().close(), visitor.context().close()]);
  });
});

describe('an admin and a new user', () => {
  it('an admin, a user is added without a password, and opens the account by the link', async () => {
    const boss = await journey.testApp.signUp({ role: 'admin' });
    const page = await journey.open({ signedInAs: { email: boss.user.email, password: boss.password } });
    await page.goto('/users/');
    await page.getByRole('link', { name: 'Add a user' }).click();
    await page.getByLabel('Name').fill('Grace');
    await page.getByLabel('Email').fill('grace@example.org');
    await page.getByRole('button', { name: 'Add user' }).click();
    await page.getByRole('status').filter({ hasText: 'Grace is added.' }).waitFor();
    const link = await page.getByLabel('Link', { exact: true }).inputValue();
    const visitor = await journey.open();
    await visitor.goto(link);
    await visitor.getByLabel('New password').fill(password);
    await visitor.getByRole('button', { name: 'Save and sign in' }).click();
    await visitor.getByRole('heading', { name: 'Welcome, Grace' }).waitFor();
    await Promise.all([page.context().close(), visitor.context().close()]);
  });
});

describe('the script of account pages', () => {
  it('a token, its copy button, copies it and says so', async () => {
    const { user, password: given } = await journey.testApp.signUp();
    const page = await journey.open({ signedInAs: { email: user.email, password: given } });
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.goto('/tokens');
    await page.getByLabel('Name').fill('A machine');
    await page.getByRole('button', { name: 'Create token' }).click();
    const token = await page.getByLabel('Token', { exact: true }).inputValue();
    await page.getByRole('button', { name: 'Copy' }).click();
    await page.getByRole('status').filter({ hasText: 'Copied' }).waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(token);
    await page.context().close();
  });

  it('a password, its button, shows and hides it, and it is sent hidden', async () => {
    const page = await journey.open();
    await page.goto('/session/new');
    const input = page.getByLabel('Password', { exact: true });
    await input.fill('three red words');
    await page.getByRole('button', { name: 'Show password' }).click();
    expect(await input.getAttribute('type')).toBe('text');
    await page.getByRole('button', { name: 'Hide password' }).click();
    expect(await input.getAttribute('type')).toBe('password');
    await page.context().close();
  });

  it('a time, in the reader’s zone, is near in words and in full in its title', async () => {
    const { user, password: given } = await journey.testApp.signUp();
    const signedInAs = { email: user.email, password: given };
    const page = await journey.open({ signedInAs, locale: 'en-GB', timezoneId: 'Asia/Tokyo' });
    await page.goto('/sessions');
    const time = page.locator('time').first();
    const at = new Date((await time.getAttribute('datetime')) ?? '');
    const full = { dateStyle: 'medium', timeStyle: 'short', timeZone: 'Asia/Tokyo' } as const;
    expect(await time.getAttribute('title')).toBe(new Intl.DateTimeFormat('en-GB', full).format(at));
    expect(await time.innerText()).toMatch(/^(?:now|\d+ minutes? ago)$/);
    await page.context().close();
  });
});

describe('the pages of an account', () => {
  // Each scheme and each width once: a scheme changes colours and no layout, a width the layout and no colours.
  const looks = [
    { colorScheme: 'light', viewport: { width: 1280, height: 800 } },
    { colorScheme: 'dark', viewport: { width: 320, height: 640 } },
  ] as const;

  it.each(looks)(
    'the pages of an account, in $colorScheme at $viewport.width px, are accessible and fit',
    async (look) => {
      const boss = await journey.testApp.signUp({
        role: 'admin',
        username: 'Someone-with-an-extraordinarily-long-name-here',
      });
      const { user } = await journey.testApp.signUp();
      await boss.client.post('/tokens', { json: { name: 'A laptop with a long name for the list', expiresInDays: 3 } });
      const faults: string[] = [];
      const inspect = async (page: Page) => faults.push(...(await faultsOf(page)));

      const visitor = await journey.open({ ...look, reducedMotion: 'reduce' });
      for (const path of ['/session/new', '/users/new']) {
        await visitor.goto(path);
        await inspect(visitor);
      }
      await visitor.getByLabel('Name').fill('x');
      await visitor.getByLabel('Email').fill('a@b.co');
      await visitor.getByLabel('Password', { exact: true }).fill('password1234');
      await visitor.getByRole('button', { name: 'Create account' }).click();
      await visitor.getByRole('link', { name: 'Too many people use this password' }).waitFor();
      await inspect(visitor);

      const page = await journey.open({
        ...look,
        reducedMotion: 'reduce',
        signedInAs: { email: boss.user.email, password: boss.password },
      });
      const paths = [
        '/users/me',
        '/users/me/password',
        '/sessions',
        '/tokens',
        '/users/',
        '/users/new',
        `/users/${user.id}`,
      ];
      for (const path of paths) {
        await page.goto(path);
        await inspect(page);
      }
      await page.goto('/tokens');
      await page.getByLabel('Name', { exact: true }).fill('A new one');
      await page.getByRole('button', { name: 'Create token' }).click();
      await page.getByRole('heading', { name: 'Your new token' }).waitFor();
      await inspect(page);
      expect(faults).toEqual([]);
      await Promise.all([visitor.context().close(), page.context().close()]);
    },
  );

  async function faultsOf(page: Page): Promise<string[]> {
    // axe-core is let in through the inspector, past the page's Content-Security-Policy.
    await page.evaluate(axe);
    return page.evaluate(async () => {
      // axe-core adds this property to the window.
      const { axe } = globalThis as unknown as { axe: typeof import('axe-core') };
      const { violations } = await axe.run();
      const beyond = document.documentElement.scrollWidth - innerWidth;
      return [
        ...violations.map(({ id, nodes }) => `${location.pathname} ${id}: ${nodes.map(({ html }) => html).join(' ')}`),
        ...(beyond > 0 ? [`${location.pathname} is ${beyond} px too wide`] : []),
      ];
    });
  }
});
