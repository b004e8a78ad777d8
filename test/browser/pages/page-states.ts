import type { Page } from 'playwright-core';
import { versionOf } from '../../../src/forms/form-declaration.ts';
import { bytes, sampleFiles } from '../../support/sample-files.ts';
import { earlierDocuments, paintPicture } from './organisation.ts';
import { shareStates } from './share-states.ts';
import type { Stage, Viewer } from './stage.ts';

/** A page in one of the states that people see. The pictures of all pages and the checks of them share this list. */
export interface PageState {
  readonly viewer: Viewer;
  /** False for a browser that runs no script. */
  readonly script?: boolean;
  /** True for the page on paper. */
  readonly isPrinted?: boolean;
  /** Brings a page that was just opened into the state. */
  show(page: Page, stage: Stage): Promise<unknown>;
}

const form = '/forms/documents';

export const pageStates: Readonly<Record<string, PageState>> = {
  'start, signed out': at('stranger', '/'),
  'start, signed in': at('member', '/'),
  'start, empty': at('fresh', '/'),

  'menu, open': opened('member', '[popovertarget=site-menu]'),
  'account menu, open': opened('admin', '[popovertarget=account-menu]'),

  'sign-in': at('stranger', '/session/new'),
  'sign-in, wrong password': {
    viewer: 'stranger',
    async show(page) {
      await page.goto('/session/new');
      await page.locator('[name=email]').fill('leila.rahmani@museum.example');
      await page.locator('[name=password]').fill('a wrong guess');
      await submit(page, 'form[action="/session"]');
    },
  },
  'sign-in, expired while a form was sent': {
    viewer: 'fresh',
    async show(page) {
      await page.goto(form);
      await page.locator('[name=title]').fill('Loan agreement, signed');
      await page.context().clearCookies();
      await submit(page, 'form[data-upload-form]');
    },
  },
  registration: at('stranger', '/users/new'),
  'registration, mistakes': {
    viewer: 'stranger',
    async show(page) {
      await page.goto('/users/new');
      await page.locator('[name=email]').fill('leila.rahmani');
      await page.locator('[name=password]').fill('short');
      await submit(page, 'form[action^="/users"]');
    },
  },

  forms: at('member', '/forms'),
  form: at('fresh', form),
  'form, one picture': at('fresh', '/forms/avatar'),
  'form, one picture sent before': at('member', '/forms/avatar'),
  'form, filled in': {
    viewer: 'fresh',
    async show(page) {
      await page.goto(form);
      await page.locator('[name=title]').fill('Photographs of the north wing');
      await page.locator('[name=note]').fill('Taken at noon on Thursday,\nbefore the paintings were hung.');
      await choose(page, small);
      await phase(page, 'complete', small.length);
    },
  },
  'form, mistakes': {
    viewer: 'fresh',
    async show(page) {
      await page.goto(form);
      await submit(page, 'form[data-upload-form]');
    },
  },
  'form, mistakes beside uploads': {
    viewer: 'fresh',
    async show(page) {
      await page.goto(form);
      await choose(page, small);
      await phase(page, 'complete', small.length);
      await submit(page, 'form[data-upload-form]');
    },
  },
  'form, changed while it was filled in': {
    viewer: 'fresh',
    async show(page) {
      await page.goto(form);
      await page.locator('[name=title]').fill('Photographs of the north wing');
      await becomeEarlier(page);
      await submit(page, 'form[data-upload-form]');
    },
  },
  'form, preparing': {
    viewer: 'fresh',
    async show(page, { largeFile }) {
      await page.route('**/uploads', () => undefined);
      await page.goto(form);
      await choose(page, largeFile);
      await page.locator('li.upload').waitFor();
    },
  },
  'form, sending': { viewer: 'fresh', show: sending },
  'form, paused': {
    viewer: 'fresh',
    async show(page, stage) {
      await sending(page, stage);
      await page.locator('[data-action=pause]:visible').first().click();
      await phase(page, 'paused', 1);
    },
  },
  'form, offline': {
    viewer: 'fresh',
    async show(page, stage) {
      await sending(page, stage);
      await page.context().setOffline(true);
      await page.waitForFunction(() => !navigator.onLine);
    },
  },
  'form, checking': {
    viewer: 'fresh',
    async show(page) {
      await page.route('**/uploads/*/complete', () => undefined);
      await page.goto(form);
      await choose(page, small);
      await phase(page, 'checking', small.length);
    },
  },
  'form, failed': completionFails(503, 'failed'),
  'form, signed out': completionFails(401, 'signed-out'),
  'form, rejected': {
    viewer: 'fresh',
    async show(page) {
      await page.goto(form);
      await choose(page, [{ ...small[0], buffer: Buffer.from('This is a text, in truth.') }]);
      await phase(page, 'rejected', 1);
    },
  },
  'form, refused at once': {
    viewer: 'fresh',
    async show(page) {
      await page.goto(form);
      await choose(page, [{ name: 'setup.exe', mimeType: 'application/octet-stream', buffer: Buffer.from('MZ') }]);
      await page.locator('[data-file-field] .field-error').filter({ hasText: 'setup.exe' }).waitFor();
    },
  },
  'form, unfinished after a reload': {
    viewer: 'fresh',
    async show(page, stage) {
      await sending(page, stage);
      page.once('dialog', (dialog) => void dialog.accept());
      await page.reload();
    },
  },

  'form without script': { ...at('fresh', form), script: false },
  'form without script, one file sent': { viewer: 'fresh', script: false, show: sendWithoutScript },
  'upload step': { ...at('fresh', `${form}/files/upload`), script: false },
  'upload step, empty file': {
    viewer: 'fresh',
    script: false,
    async show(page) {
      await page.goto(`${form}/files/upload`);
      await page
        .locator('input[name=file]')
        .setInputFiles({ name: 'x.txt', mimeType: 'text/plain', buffer: Buffer.of() });
      await page.locator('form[enctype] button[type=submit]').click();
      await page.locator('[role=alert]').waitFor();
    },
  },

  receipt: { viewer: 'member', show: (page, { submissionId }) => page.goto(`/submissions/${submissionId}`) },
  'receipt, returned': { viewer: 'member', show: (page, { returnedId }) => page.goto(`/submissions/${returnedId}`) },
  'submission, to review': {
    viewer: 'admin',
    show: (page, { submissionId }) => page.goto(`/submissions/${submissionId}`),
  },
  'submission, changed meanwhile': {
    viewer: 'admin',
    async show(page, { submissionId }) {
      await page.goto(`/submissions/${submissionId}`);
      // As a page that was opened before two changes.
      await page.locator('#decision [name=version]').evaluate((input: HTMLInputElement) => {
        input.value = String(Number(input.value) - 2);
      });
      await page.locator('#decision [value=returned]').check();
      await page.locator('#message').fill('Please add the year.');
      await page.locator('#decision [type=submit]').click();
      await page.locator('.timeline').nth(1).waitFor();
    },
  },
  'receipt, printed': {
    viewer: 'member',
    isPrinted: true,
    show: (page, { submissionId }) => page.goto(`/submissions/${submissionId}`),
  },
  'receipt, just sent': {
    viewer: 'fresh',
    async show(page) {
      await page.goto(form);
      await page.locator('[name=title]').fill('Photographs of the north wing');
      await choose(page, small);
      await phase(page, 'complete', small.length);
      await page.locator('form[data-upload-form] > button[type=submit]:not(.visually-hidden)').click();
      await page.waitForURL(/\/submissions\/[\w-]{24}/);
    },
  },
  'receipt, of a form that had changed': {
    viewer: 'fresh',
    async show(page) {
      await page.goto(form);
      await page.locator('[name=title]').fill('Photographs of the north wing');
      await choose(page, small);
      await phase(page, 'complete', small.length);
      await becomeEarlier(page);
      await page.locator('form[data-upload-form] > button[type=submit]:not(.visually-hidden)').click();
      await page.waitForURL(/\/submissions\/[\w-]{24}/);
    },
  },
  submissions: at('member', '/submissions'),
  'submissions, of all': at('admin', '/submissions'),
  'submissions, first page of several': at('admin', '/submissions?limit=3'),
  'submissions, none': at('fresh', '/submissions'),
  'submission table': at('admin', '/forms/documents/submissions?limit=4'),
  'submission table, filtered': at('admin', '/forms/documents/submissions?q=insur&submitter=Leila+Rahmani'),
  'submission table, mistakes': at('admin', '/forms/documents/submissions?state=lost&from=yesterday&f.lost=x'),

  'decision about many, asking': {
    viewer: 'admin',
    show: (page, { decisions }) => page.goto(decisions.waiting),
  },
  'decision about many, ended': {
    viewer: 'admin',
    show: (page, { decisions }) => page.goto(decisions.ended),
  },
  jobs: at('admin', '/jobs'),
  users: at('admin', '/users/'),
  user: { viewer: 'admin', show: (page, { personId }) => page.goto(`/users/${personId}`) },
  'add a user': at('admin', '/users/new'),
  'password link': {
    viewer: 'admin',
    async show(page, { personId }) {
      await page.goto(`/users/${personId}`);
      await submit(page, `form[action$="/password-links"]`);
    },
  },
  'choosing a password': {
    viewer: 'stranger',
    show: async (page, stage) => page.goto(await stage.makePasswordLink()),
  },
  'password link that is used up': {
    viewer: 'stranger',
    show: async (page, stage) => page.goto((await stage.makePasswordLink()).slice(0, -1)),
  },
  profile: at('member', '/users/me'),
  'profile, saved': at('member', '/users/me?saved=profile'),
  password: at('member', '/users/me/password'),
  'password, mistakes': {
    viewer: 'fresh',
    async show(page) {
      await page.goto('/users/me/password');
      await submit(page, 'form[action^="/users/me/password"]');
    },
  },
  sessions: at('member', '/sessions'),
  tokens: at('member', '/tokens'),
  'tokens, none': at('fresh', '/tokens'),
  'tokens, a new one': {
    viewer: 'fresh',
    async show(page) {
      await page.goto('/tokens');
      await page.locator('[name=name]').fill('Scanner in the archive');
      await submit(page, 'form[action="/tokens"]');
    },
  },

  ...shareStates,

  scans: at('admin', '/scans'),

  'error 403': at('member', '/users/'),
  'error 404': at('member', '/nothing-here'),
  'error 404, signed out': at('stranger', '/nothing-here'),
  'error 413': {
    viewer: 'fresh',
    async show(page) {
      await page.goto(form);
      await page.locator('[name=note]').evaluate((note: HTMLTextAreaElement) => {
        // The browser takes seconds to lay so long a word out.
        note.style.display = 'none';
        note.value = 'x'.repeat(2 ** 20);
      });
      await submit(page, 'form[data-upload-form]');
    },
  },
  'error 500': failing('defect'),
  'error 503': failing('outage'),
  documentation: {
    viewer: 'stranger',
    async show(page) {
      await page.goto('/docs');
      await page.waitForLoadState('networkidle');
    },
  },
};

function at(viewer: Viewer, path: string): PageState {
  return { viewer, show: (page) => page.goto(path) };
}

/** Opens a menu of the header, which a wide page shows as a row. */
function opened(viewer: Viewer, button: string): PageState {
  return {
    viewer,
    async show(page) {
      await page.setViewportSize({ width: 375, height: 812 });
      await page.goto('/');
      await page.locator(button).click();
    },
  };
}

function failing(kind: 'outage' | 'defect'): PageState {
  return {
    viewer: 'member',
    async show(page, stage) {
      await stage.fail(page, '/submissions', kind);
      await page.goto('/submissions');
    },
  };
}

interface ChosenFile {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

const small: [ChosenFile, ...ChosenFile[]] = [
  {
    name: 'Floor plan.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.from(sampleFiles['application/pdf'] ?? bytes()),
  },
  { name: 'North wing, morning light.png', mimeType: 'image/png', buffer: Buffer.from(paintPicture(600, 400, 11)) },
];
async function choose(page: Page, files: string | readonly ChosenFile[]): Promise<void> {
  const input = page.locator('[data-file-field] input[type=file]');
  await input.setInputFiles(typeof files === 'string' ? files : [...files]);
}

/** Resolves when so many rows of files are in this phase. */
async function phase(page: Page, name: string, count: number): Promise<void> {
  const rows = page.locator(`li.upload[data-phase="${name}"]`);
  await rows.nth(count - 1).waitFor({ timeout: 60_000 });
}

/** Turns the page of a form into one of its earlier version, with its fields filled in. */
async function becomeEarlier(page: Page): Promise<void> {
  await page.evaluate((version) => {
    const place = document.querySelector<HTMLInputElement>('input[name=formVersion]');
    if (place) place.value = version;
    for (const name of ['shelfMark', 'lender']) {
      const input = Object.assign(document.createElement('input'), { type: 'hidden', name, value: 'filled in' });
      place?.after(input);
    }
  }, versionOf(earlierDocuments));
}

/** Submits a form as it is, without the checks of the browser and of the script. */
async function submit(page: Page, selector: string): Promise<void> {
  const submission = page.locator(selector).first();
  await Promise.all([
    page.waitForResponse((response) => response.request().method() === 'POST'),
    submission.evaluate((form: HTMLFormElement) => HTMLFormElement.prototype.submit.call(form)),
  ]);
  await page.waitForLoadState();
}

/** Sends small files to the end and a large one halfway, where the bucket of the stage stops. */
async function sending(page: Page, stage: Stage): Promise<void> {
  await page.goto(form);
  await choose(page, small);
  await phase(page, 'complete', small.length);
  await Promise.all([
    page.waitForResponse((response) => response.url().includes('partNumber=') && response.ok()),
    choose(page, stage.largeFile),
  ]);
  await phase(page, 'sending', 1);
}

function completionFails(status: number, phaseName: string): PageState {
  return {
    viewer: 'fresh',
    async show(page) {
      await page.route('**/uploads/*/complete', (route) =>
        route.fulfill({ status, headers: { 'retry-after': '3600' }, json: {} }),
      );
      await page.goto(form);
      await choose(page, small);
      await phase(page, phaseName, 1);
    },
  };
}

async function sendWithoutScript(page: Page): Promise<void> {
  await page.goto(form);
  await page.locator('[name=title]').fill('Floor plan');
  await page.locator('[data-without-script] button[name=step]').click();
  await page.locator('input[name=file]').setInputFiles(small[0]);
  await page.locator('form[enctype] button[type=submit]').click();
  await page.locator('li.upload[data-upload]').waitFor();
}
