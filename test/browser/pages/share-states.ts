import type { Page } from 'playwright-core';
import type { PageState } from './page-states.ts';
import { linkPassword, type SharedStage } from './shares.ts';

const linksOf = ({ submissionId }: SharedStage) => `/submissions/${submissionId}/shares`;

/** The pages of links to share: the lists of people with an account, and the page of readers without one. */
export const shareStates: Readonly<Record<string, PageState>> = {
  'links, own': { viewer: 'member', show: (page) => page.goto('/shares') },
  'links, own, first page of several': { viewer: 'member', show: (page) => page.goto('/shares?limit=2') },
  'links, none': { viewer: 'fresh', show: (page) => page.goto('/shares') },
  'links, of a submission': { viewer: 'member', show: (page, { shared }) => page.goto(linksOf(shared)) },
  'links, of a submission, each use and a question': {
    viewer: 'admin',
    async show(page, { shared }) {
      await page.goto(linksOf(shared));
      await page.locator('.share-uses > summary').first().click();
      await page.locator('.confirmed-action > summary').first().click();
    },
  },
  'links, mistakes': {
    viewer: 'member',
    async show(page, { shared }) {
      await page.goto(linksOf(shared));
      await page.locator('main [name=expiresInDays]').fill('99');
      await page.locator('main [name=password]').fill('short');
      await page.locator('main [name=maxUses]').fill('0');
      await send(page, 'main form.account');
    },
  },
  // Of the admin, so that the lists of the member stay as they are.
  'links, a new one': {
    viewer: 'admin',
    async show(page, { shared }) {
      await page.goto(linksOf(shared));
      await send(page, 'main form.account');
      await page.locator('.made-share details > summary').click();
    },
  },

  link: { viewer: 'stranger', show: (page, { shared }) => page.goto(shared.paths.open) },
  'link, to one file': { viewer: 'stranger', show: (page, { shared }) => page.goto(shared.paths.single) },
  'link, for a few downloads': { viewer: 'stranger', show: (page, { shared }) => page.goto(shared.paths.counted) },
  'link, opened before': {
    viewer: 'stranger',
    async show(page, { shared }) {
      await page.goto(shared.paths.locked);
      await enter(page, linkPassword);
      await page.locator('.shared-files').waitFor();
    },
  },
  'link, locked': { viewer: 'stranger', show: (page, { shared }) => page.goto(shared.paths.locked) },
  'link, password missing': entered('locked', ''),
  'link, used up': entered('usedUp', linkPassword),
  'link, expired': entered('expired', linkPassword),
  'link, revoked': { viewer: 'stranger', show: (page, { shared }) => page.goto(shared.paths.revoked) },
  'link, closed file': { viewer: 'stranger', show: (page, { shared }) => page.goto(shared.paths.closed) },
};

function entered(name: keyof SharedStage['paths'], password: string): PageState {
  return {
    viewer: 'stranger',
    async show(page, { shared }) {
      await page.goto(shared.paths.locked);
      // A link that has ended shows no field: a person who kept its page open sends what it had.
      await page.locator('main form').evaluate((form: HTMLFormElement, path) => {
        form.action = path;
      }, shared.paths[name]);
      await enter(page, password);
    },
  };
}

async function enter(page: Page, password: string): Promise<void> {
  await page.locator('main [name=password]').fill(password);
  await send(page, 'main form');
}

/** Sends a form as it is, without the checks of the browser. */
async function send(page: Page, selector: string): Promise<void> {
  await Promise.all([
    page.waitForResponse((response) => response.request().method() === 'POST'),
    page
      .locator(selector)
      .first()
      .evaluate((form: HTMLFormElement) => HTMLFormElement.prototype.submit.call(form)),
  ]);
  await page.waitForLoadState();
}
