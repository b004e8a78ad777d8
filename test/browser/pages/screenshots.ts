import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Page } from 'playwright-core';
import { pageStates } from './page-states.ts';
import { startStage } from './stage.ts';

/*
 * `npm run screenshots`: writes a picture of every page in every state, in three widths, two colour schemes and two
 * languages, into `.screenshots/`. `-- --only form --width 375 --scheme dark --lang ar` writes some of them, and
 * `-- --readme` those of the README, small, and only forms longer than a window.
 */
const { values } = parseArgs({
  options: {
    only: { type: 'string', default: '' },
    width: { type: 'string', multiple: true, default: ['375', '768', '1280'] },
    scheme: { type: 'string', multiple: true, default: ['light', 'dark'] },
    lang: { type: 'string', multiple: true, default: ['en', 'ar'] },
    readme: { type: 'boolean', default: false },
  },
});
/** Pages that are open at the same time; more make two processors no faster. */
const parallelPages = 3;

interface Picture {
  readonly width: number;
  readonly scheme: string;
}

/** A page in a state and a language, and its pictures. */
interface Sitting {
  readonly state: string;
  readonly language: string;
  readonly pictures: readonly Picture[];
}

const phone = { width: 375, scheme: 'light' };
const desktop = { width: 1280, scheme: 'light' };
/** The pictures of the README. */
const readme: readonly Sitting[] = [
  { state: 'start, signed out', language: 'en', pictures: [desktop] },
  { state: 'form, sending', language: 'en', pictures: [desktop, { ...phone, scheme: 'dark' }] },
  { state: 'form, sending', language: 'ar', pictures: [phone] },
  { state: 'form, mistakes', language: 'de', pictures: [phone] },
  { state: 'receipt, just sent', language: 'en', pictures: [desktop] },
  { state: 'submissions, of all', language: 'en', pictures: [{ ...desktop, scheme: 'dark' }] },
  { state: 'documentation', language: 'en', pictures: [desktop] },
];

const folder = values.readme ? 'docs/screenshots' : '.screenshots';
const sittings = values.readme ? readme : chosen();
if (sittings.length === 0) {
  console.error(`No state has "${values.only}" in its name. They are:\n${Object.keys(pageStates).join('\n')}`);
  process.exit(1);
}
if (values.only === '') await rm(folder, { recursive: true, force: true });
await mkdir(folder, { recursive: true });

const stage = await startStage();
const waiting = [...sittings];
const failures: string[] = [];
let written = 0;
await Promise.all(Array.from({ length: parallelPages }, takeTurns));
await stage.close();
console.log(`${written} pictures in ${folder}/`);
for (const failure of failures) console.error(failure);
process.exitCode = failures.length > 0 ? 1 : 0;

function chosen(): Sitting[] {
  const pictures = values.width.flatMap((width) => values.scheme.map((scheme) => ({ width: Number(width), scheme })));
  const states = Object.keys(pageStates).filter((name) => name.includes(values.only));
  return values.lang.flatMap((language) => states.map((state) => ({ state, language, pictures })));
}

async function takeTurns(): Promise<void> {
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const { state, language } = next;
    await sit(next).catch((error) => failures.push(`${state}, ${language}: ${error}`));
  }
}

/** Brings a page into a state once, and resizes it for each of its pictures. */
async function sit({ state: name, language, pictures }: Sitting): Promise<void> {
  const state = pageStates[name];
  if (!state) throw new Error('There is no such state.');
  const page = await stage.open(state.viewer, { language, javaScriptEnabled: state.script ?? true });
  try {
    await state.show(page, stage);
    for (const { width, scheme } of pictures) {
      await page.setViewportSize({ width, height: width < 500 ? 812 : 800 });
      const colorScheme = scheme === 'dark' ? 'dark' : 'light';
      await page.emulateMedia({ colorScheme, media: state.isPrinted ? 'print' : 'screen' });
      const path = join(folder, `${name.replace(/\W+/g, '-')}-${language}-${width}-${scheme}.png`);
      await page.screenshot({
        path,
        fullPage: !values.readme || name.startsWith('form'),
        animations: 'disabled',
        caret: 'hide',
      });
      if (values.readme) await makeSmall(page, path);
      written += 1;
    }
  } finally {
    await page.context().close();
  }
}

/** Puts a WebP, which the browser itself can write, in place of a PNG. */
async function makeSmall(page: Page, path: string): Promise<void> {
  const painter = await page.context().newPage();
  const webp = await painter.evaluate(
    async (png) => {
      const bitmap = await createImageBitmap(await (await fetch(`data:image/png;base64,${png}`)).blob());
      const canvas = document.createElement('canvas');
      [canvas.width, canvas.height] = [bitmap.width, bitmap.height];
      canvas.getContext('2d')?.drawImage(bitmap, 0, 0);
      return canvas.toDataURL('image/webp', 0.85).replace(/^.*,/, '');
    },
    await readFile(path, 'base64'),
  );
  await painter.close();
  await writeFile(path.replace('.png', '.webp'), webp, 'base64');
  await rm(path);
}
