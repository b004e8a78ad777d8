import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Page } from 'playwright-core';
import { type PageState, pageStates } from './page-states.ts';
import { type Stage, startStage } from './stage.ts';

/*
 * `npm run screenshots`: writes a picture of every page in every state, in three widths, two colour schemes and each
 * language, into `.screenshots/`. `-- --only form --width 375 --scheme dark --lang ar` writes some of them.
 */
const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    width: { type: 'string', multiple: true, default: ['375', '768', '1280'] },
    scheme: { type: 'string', multiple: true, default: ['light', 'dark'] },
    lang: { type: 'string', multiple: true, default: ['en'] },
    out: { type: 'string', default: '.screenshots' },
  },
});
/** Pages that are open at the same time; more make two processors no faster. */
const parallelPages = 3;

const names = Object.keys(pageStates).filter((name) => values.only === undefined || name.includes(values.only));
if (names.length === 0) {
  console.error(`No state has "${values.only}" in its name. They are:\n${Object.keys(pageStates).join('\n')}`);
  process.exit(1);
}

const stage = await startStage();
const waiting = values.lang.flatMap((language) => names.map((name) => ({ language, name })));
const failures: string[] = [];
let written = 0;
if (values.only === undefined) await rm(values.out, { recursive: true, force: true });
await Promise.all(Array.from({ length: parallelPages }, takeTurns));
await stage.close();
console.log(`${written} pictures in ${values.out}/`);
for (const failure of failures) console.error(failure);
process.exitCode = failures.length > 0 ? 1 : 0;

async function takeTurns(): Promise<void> {
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const { language, name } = next;
    const state = pageStates[name];
    if (state)
      await take(stage, state, name, language).catch((error) => failures.push(`${name}, ${language}: ${error}`));
  }
}

/** Brings a page into a state once, and takes its picture in each width and scheme. */
async function take(on: Stage, state: PageState, name: string, language: string): Promise<void> {
  const page = await on.open(state.viewer, { language, javaScriptEnabled: state.script ?? true });
  try {
    if (language !== 'en') await page.goto(`/?lang=${language}`);
    await state.show(page, on);
    const folder = join(values.out, language);
    await mkdir(folder, { recursive: true });
    for (const width of values.width) {
      for (const colorScheme of state.isPrinted ? ['light'] : values.scheme)
        await picture(page, folder, width, colorScheme);
    }
  } finally {
    await page.context().close();
  }

  async function picture(page: Page, folder: string, width: string, scheme: string): Promise<void> {
    await page.setViewportSize({ width: Number(width), height: Number(width) < 500 ? 812 : 800 });
    await page.emulateMedia({
      colorScheme: scheme === 'dark' ? 'dark' : 'light',
      media: state.isPrinted ? 'print' : null,
    });
    await page.evaluate(() => scrollTo(0, 0)).catch(() => undefined);
    const path = join(folder, `${name.replace(/\W+/g, '-')}-${width}-${scheme}.png`);
    await page.screenshot({ path, fullPage: true, animations: 'disabled', caret: 'hide' });
    written += 1;
  }
}
