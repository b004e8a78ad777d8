import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Hono } from 'hono';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import type { BucketRequest, Fault } from '../../../packages/s3-server/src/server.ts';
import type { User } from '../../../src/accounts/users/user.ts';
import { createApp } from '../../../src/app.ts';
import { keepVersion } from '../../../src/forms/versions.ts';
import type { AppEnv } from '../../../src/http/app-env.ts';
import { TableUnavailable } from '../../../src/problems/errors.ts';
import { launchBrowser } from '../../support/browser.ts';
import type { Client } from '../../support/client.ts';
import { addFailedJob } from '../../support/failed-job.ts';
import { sampleFiles } from '../../support/sample-files.ts';
import { type Site, startSite } from '../../support/site.ts';
import { submitAvatar } from '../../support/submitting.ts';
import type { TestApp } from '../../support/test-app.ts';
import { upload } from '../../support/uploading.ts';
import { cookieOf, makeUser } from '../../support/users.ts';
import { admin, earlierDocuments, member, people, portrait, submissions } from './organisation.ts';
import { decideAboutMany, reviewDocuments } from './reviews.ts';
import { type SharedStage, shareSubmission } from './shares.ts';

/** The person before the page. `fresh`: a new account of its own, for pages that change something. */
export type Viewer = 'stranger' | 'member' | 'admin' | 'fresh';

type OpenOptions = BrowserContextOptions & { readonly language?: string };

/** The real app with the data of an organisation, and a browser in front of it. */
export interface Stage {
  /** The submission with pictures. */
  readonly submissionId: string;
  /** A submission of the member that was returned to them. */
  readonly returnedId: string;
  /** The paths of decisions about many submissions: one asks before it begins, one has ended. */
  readonly decisions: { readonly waiting: string; readonly ended: string };
  /** Links to share, and the submission that they lead to. */
  readonly shared: SharedStage;
  /** A person among the users, for the pages of an admin. */
  readonly personId: string;
  /** The path of a recording on the disk, which goes in parts and stays halfway. */
  readonly largeFile: string;
  /** Makes a link by which this person chooses a password, and returns its path. */
  makePasswordLink(): Promise<string>;
  open(viewer: Viewer, options?: OpenOptions): Promise<Page>;
  /** Responds to this page's request for a path as an app does whose table is away, or that is broken. */
  fail(page: Page, path: string, kind: 'outage' | 'defect'): Promise<void>;
  close(): Promise<void>;
}

export async function startStage(): Promise<Stage> {
  // Fresh accounts live on a site of their own, so that the organisation's lists stay as they are.
  const [site, freshSite, browser] = await Promise.all([openSite(), openSite(), launchBrowser()]);
  const folder = await mkdtemp(join(tmpdir(), 'sluice-stage-'));
  const largeFile = join(folder, 'Interview with the donor, first session.mp4');
  await writeFile(largeFile, [sampleFiles['video/mp4'] ?? '', Buffer.alloc(40 * 1024 ** 2, 'film')]);
  const { testApp } = site;
  const { boss, shown, others, submissionId, returnedId } = await addPeopleAndSubmissions(testApp);
  await keepVersion(freshSite.testApp.dependencies, earlierDocuments);
  const memberCookie = await signInOnThreeDevices(testApp);
  const bossClient = testApp.client();
  const bossCookie = (await cookieOf(testApp, boss)).cookie;
  setCookie(bossClient, bossCookie);
  const decisions = await decideAboutMany(testApp, bossClient);
  const shared = await shareSubmission(testApp, shown, boss);

  return {
    submissionId,
    returnedId,
    decisions,
    shared,
    largeFile,
    personId: others[1]?.id ?? '',
    makePasswordLink: async () => {
      const link = await bossClient.post(`/users/${others[0]?.id}/password-links`);
      return new URL((await link.json()).url).pathname;
    },
    open: async (viewer, options = {}) => {
      if (viewer !== 'fresh') {
        const cookies = { stranger: undefined, member: memberCookie, admin: bossCookie };
        return openPage(browser, site, cookies[viewer], options);
      }
      const user = await makeUser(freshSite.testApp, { username: 'Amira Haddad' });
      return openPage(browser, freshSite, (await cookieOf(freshSite.testApp, user)).cookie, options);
    },
    fail: (page, path, kind) => failRequests(page, path, brokenApp(site, kind)),
    async close() {
      await browser.close();
      await Promise.all([site.close(), freshSite.close(), rm(folder, { recursive: true })]);
    },
  };
}

function openSite(): Promise<Site> {
  return startSite('the Node server', { intercept: stopAfterParts() });
}

/**
 * Gives no response to the parts of a file behind the two that come first, so that it stays halfway. The browser chooses
 * the order: without a response to its first part it would wait for half a minute.
 */
function stopAfterParts(): (request: BucketRequest) => Fault | undefined {
  const partsOf = new Map<string, Set<string>>();
  return ({ query }) => {
    const [uploadId, partNumber] = [query.get('uploadId'), query.get('partNumber')];
    if (uploadId === undefined || partNumber === undefined) return undefined;
    const parts = partsOf.get(uploadId) ?? new Set();
    partsOf.set(uploadId, parts);
    if (parts.size < 2) parts.add(partNumber);
    return parts.has(partNumber) ? undefined : { kind: 'stall' };
  };
}

const password = 'three green words';
const historyHours = 72;
/** The hours ago at which the member signed in, and the device. */
const devices = [
  [7, 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0'],
  [2, 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 Version/18.5 Mobile Safari/604.1'],
  [0, 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36'],
] as const;

/** Makes the people, and submissions of the last three days. The clock ends at the hour of the first device. */
async function addPeopleAndSubmissions(testApp: TestApp) {
  testApp.advanceSeconds(-historyHours * 3600);
  const { user: shown, client } = await testApp.signUp({ ...member, password });
  const boss = await makeUser(testApp, { ...admin, role: 'admin' });
  const others = await Promise.all(people.map((person) => makeUser(testApp, person)));
  await submitAvatar(client, {
    form: 'avatar',
    field: 'picture',
    filename: 'Leila.png',
    contentType: 'image/png',
    bytes: portrait,
  });
  const stepSeconds = Math.floor(((historyHours - devices[0][0]) * 3600) / (submissions.length * 2));
  let submissionId = '';
  let returnedId = '';
  for (const submission of submissions) {
    for (const user of [others[submission.title.length % others.length] ?? shown, shown]) {
      testApp.advanceSeconds(stepSeconds);
      const sender = testApp.client();
      setCookie(sender, (await cookieOf(testApp, user)).cookie);
      const id = await submit(sender, submission);
      if (user === shown) [returnedId, submissionId] = [submissionId, id];
    }
  }
  await reviewDocuments(testApp, boss, others);
  await review(testApp, boss, { submissionId, returnedId });
  await addFailedJob(testApp);
  const totals = { submissions: 24, files: 61, bytes: 734_003_200 };
  const countedAt = testApp.dependencies.clock().toISOString();
  await testApp.dependencies.records.submissions.keepTotals('documents', { ...totals, countedAt });
  return { boss, shown, others, submissionId, returnedId };
}

/** Decides about two submissions as an admin does. */
async function review(testApp: TestApp, boss: User, ids: { submissionId: string; returnedId: string }): Promise<void> {
  const client = testApp.client();
  setCookie(client, (await cookieOf(testApp, boss)).cookie);
  const decisions = [
    [ids.submissionId, { kind: 'state', state: 'in-review' }],
    [ids.submissionId, { kind: 'label-added', label: 'north wing' }],
    [ids.submissionId, { kind: 'assignee', assignee: 'me' }],
    [ids.submissionId, { kind: 'note', note: 'The third picture is sharper than the print we have.' }],
    [ids.returnedId, { kind: 'state', state: 'returned', message: returnMessage }],
  ] as const;
  for (const [id, decision] of decisions) {
    const { version } = (await (await client.get(`/submissions/${id}`)).json()).review;
    const response = await client.post(`/submissions/${id}/events`, { json: { version, ...decision } });
    if (!response.ok) throw new Error(`A decision was refused: ${await response.text()}`);
  }
}

const returnMessage = 'Thank you. Please add who took the photographs, and the year.';

/** Signs the member in, makes tokens, and returns the cookie of the last device. */
async function signInOnThreeDevices(testApp: TestApp): Promise<string> {
  const client = testApp.client();
  const json = { email: member.email, password };
  for (const [at, [hoursAgo, agent]] of devices.entries()) {
    await client.post('/session', { json, headers: { 'user-agent': agent } });
    if (at < devices.length - 1) client.cookies.clear();
    testApp.advanceSeconds((hoursAgo - (devices[at + 1]?.[0] ?? 0)) * 3600);
  }
  await client.post('/tokens', { json: { name: 'Scanner in the archive', scope: 'submit', expiresInDays: 90 } });
  await client.post('/tokens', { json: { name: 'Nightly backup', scope: 'read', expiresInDays: 30 } });
  return `sluice=${client.cookies.get('sluice')}`;
}

function setCookie(client: Client, cookie = ''): void {
  const [name = '', value = ''] = cookie.split(/=(.*)/s);
  client.cookies.set(name, value);
}

async function submit(client: Client, { title, note, files }: (typeof submissions)[number]): Promise<string> {
  const ids: string[] = [];
  for (const file of files) ids.push(await upload(client, file));
  const response = await client.post('/forms/documents', { json: { title, note, files: ids } });
  if (response.status !== 201) throw new Error(`${title} was refused: ${response.status} ${await response.text()}`);
  return (await response.json()).id;
}

async function openPage(
  browser: Browser,
  site: Site,
  cookie: string | undefined,
  { language = 'en', ...options }: OpenOptions,
): Promise<Page> {
  const context = await browser.newContext({
    baseURL: site.url,
    locale: language,
    reducedMotion: 'reduce',
    ...options,
  });
  // A busy machine may be slow, which fails nothing.
  context.setDefaultTimeout(120_000);
  const [name = '', value = ''] = cookie?.split(/=(.*)/s) ?? [];
  if (cookie !== undefined) await context.addCookies([{ name, value, url: site.url, httpOnly: true }]);
  return context.newPage();
}

/** The same app, but each look at a session or a submission fails. */
function brokenApp({ testApp: { dependencies } }: Site, kind: 'outage' | 'defect'): Hono<AppEnv> {
  const fail = () =>
    Promise.reject(kind === 'outage' ? new TableUnavailable('The table is down.') : new Error('A defect.'));
  const { sessions } = dependencies.records;
  return createApp({ ...dependencies, records: { ...dependencies.records, sessions: { ...sessions, find: fail } } });
}

async function failRequests(page: Page, path: string, app: Hono<AppEnv>): Promise<void> {
  await page.route(
    (url) => url.pathname === path,
    async (route) => {
      const headers = await route.request().allHeaders();
      const response = await app.request(route.request().url(), { headers }, { clientAddress: '192.0.2.1' });
      await route.fulfill({
        status: response.status,
        headers: Object.fromEntries(response.headers),
        body: await response.text(),
      });
    },
  );
}
