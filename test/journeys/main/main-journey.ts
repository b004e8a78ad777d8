import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { expect } from 'vitest';
import type { BucketRequest, Fault } from '../../../packages/s3-server/src/server.ts';
import { pngOf } from '../../support/sample-files.ts';
import { type Site, startSite, type Way } from '../../support/site.ts';
import { sha256 } from '../../support/uploading.ts';
import { makeArchive } from '../large-archive.ts';
import { partsInBucket } from '../parts-in-bucket.ts';
import type { Visitor } from './visitor.ts';

/** The site of the main journey: a bucket that takes one part only while it is told to, and three files. */
export interface MainJourney {
  readonly site: Site;
  /** Paths on the disk: a text, a picture, and an archive that goes in parts. */
  readonly files: readonly [text: string, picture: string, archive: string];
  /** The tries of each part since they were held back last, by part number. */
  readonly tries: ReadonlyMap<number, number>;
  /** Holds all parts back but the one that comes first, until they are released. */
  holdParts(): void;
  releaseParts(): void;
  close(): Promise<void>;
}

/** More bytes than one request takes, and than two parts of the part plan for such a file. */
const archiveBytes = 40 * 1024 ** 2;

export async function startMainJourney(way: Way): Promise<MainJourney> {
  const tries = new Map<number, number>();
  let isHeld = false;
  let firstPart: number | undefined;
  const intercept = ({ method, query }: BucketRequest): Fault | undefined => {
    const partNumber = Number(query.get('partNumber') ?? 0);
    if (method !== 'PUT' || partNumber === 0) return undefined;
    // The browser chooses the part that goes first, and waits for half a minute if that one gets no response.
    if (isHeld) firstPart ??= partNumber;
    if (isHeld && partNumber !== firstPart) return { kind: 'stall' };
    tries.set(partNumber, (tries.get(partNumber) ?? 0) + 1);
    return undefined;
  };
  const folder = await mkdtemp(join(tmpdir(), 'sluice-main-journey-'));
  const text = join(folder, 'Notizen – Größe & Co.txt');
  const picture = join(folder, 'صورة.png');
  const [site, archive] = await Promise.all([
    startSite(way, { intercept }),
    makeArchive('holiday.zip', archiveBytes),
    writeFile(text, 'Grüße aus Köln\n'),
    writeFile(picture, pngOf(640, 480)),
  ]);
  return {
    site,
    files: [text, picture, archive.path],
    tries,
    holdParts: () => {
      tries.clear();
      firstPart = undefined;
      isHeld = true;
    },
    releaseParts: () => {
      isHeld = false;
    },
    close: () => Promise.all([site.close(), archive.remove(), rm(folder, { recursive: true })]).then(() => undefined),
  };
}

/**
 * Signs in, sends three files with a reload in the middle of the one in parts, submits, downloads and compares. No step depends on time: the bucket holds parts back until the page was loaded anew.
 */
export async function takeMainJourney(journey: MainJourney, visitor: Visitor): Promise<void> {
  const { site, files, tries, holdParts, releaseParts } = journey;
  const [text, picture, archive] = files;
  const account = await site.testApp.signUp();
  await signIn(visitor, account);
  await visitor.goTo('/forms/documents');

  holdParts();
  await visitor.choose(fileInput, [text, picture]);
  await untilCount(visitor, completeRow, 2);
  await visitor.choose(fileInput, [archive]);
  await expect.poll(() => partsInBucket(site.testApp, account.user.id), waiting).toHaveLength(1);
  const [firstPart = 0] = await partsInBucket(site.testApp, account.user.id);
  await visitor.reload();
  releaseParts();

  await visitor.fill('[name=title]', 'Holiday');
  await visitor.choose(fileInput, files);
  await untilCount(visitor, completeRow, 3);
  await visitor.click(sendButton);
  await untilPath(visitor, /^\/submissions\/[\w-]{24}$/);
  // It had arrived before the page was loaded anew.
  expect(tries.get(firstPart)).toBe(1);
  expect(tries.size).toBeGreaterThan(1);
  await expectSameFiles(visitor, files);
}

const fileInput = '[data-file-field] input[type=file]';
const completeRow = 'li.upload[data-phase=complete]';
/** The button that people see: the first one is for Enter only. */
const sendButton = 'form[data-upload-form] > button[type=submit]:not(.visually-hidden)';
const waiting = { timeout: 120_000 };

/** Signs in on the page for that. */
async function signIn(visitor: Visitor, account: { user: { email: string }; password: string }): Promise<void> {
  await visitor.goTo('/session/new');
  await visitor.fill('[name=email]', account.user.email);
  await visitor.fill('[name=password]', account.password);
  await visitor.click('form[action="/session"] button[type=submit]');
  await untilPath(visitor, /^\/$/);
}

/** Sends one file after the other on the pages for browsers without the script, then the form, and gets them back. */
export async function takeJourneyWithoutScript({ site, files }: MainJourney, visitor: Visitor): Promise<void> {
  await signIn(visitor, await site.testApp.signUp());
  await visitor.goTo('/forms/documents');
  await visitor.fill('[name=title]', 'Without the script');
  for (const [at, file] of files.entries()) {
    await visitor.click('[data-without-script] button[name=step]');
    await untilPath(visitor, /^\/forms\/documents\/files\/upload$/);
    await visitor.choose('input[name=file]', [file]);
    await visitor.click('form[enctype="multipart/form-data"] button[type=submit]');
    await untilPath(visitor, /^\/forms\/documents$/);
    await untilCount(visitor, 'li.upload[data-upload]', at + 1);
  }
  await visitor.click(sendButton);
  await untilPath(visitor, /^\/submissions\/[\w-]{24}$/);
  await expectSameFiles(visitor, files);
}

async function expectSameFiles(visitor: Visitor, files: readonly string[]): Promise<void> {
  const links = await visitor.attributes('main a[href^="/files/"]:not([href*="?"])', 'href');
  expect(links).toHaveLength(files.length);
  const received: string[] = [];
  for (const link of links) received.push(sha256(await visitor.download(`a[href="${link}"]`)));
  const sent = await Promise.all(files.map(async (path) => [basename(path), sha256(await readFile(path))] as const));
  expect(received.toSorted()).toEqual(sent.map(([, hash]) => hash).toSorted());
}

async function untilCount(visitor: Visitor, selector: string, count: number): Promise<void> {
  await expect.poll(() => visitor.count(selector), waiting).toBe(count);
}

async function untilPath(visitor: Visitor, path: RegExp): Promise<void> {
  await expect.poll(() => visitor.path(), waiting).toMatch(path);
}
