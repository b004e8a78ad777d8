import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { oldestBrowsers } from '../../browser-build.ts';
import { type AssetName, loadAssets } from '../../src/http/assets.ts';
import { launchBrowser } from '../support/browser.ts';
import { type FormBrowser, launchFormBrowser, noise, type OpenForm } from './open-form.ts';

/*
 * The built scripts and styles need no browser younger than `oldestBrowsers`. No old browser can be had here, so the
 * platform's names are taken from the present one, and each used name stands in a table: a new name in the
 * script or in the stylesheet fails until its table says when browsers got it. Versions are those of MDN's
 * tables (https://github.com/mdn/browser-compat-data).
 */

type Versions = readonly [safari: number, chrome: number, firefox: number];
const floor = Object.values(oldestBrowsers).map(Number);
const isTooYoung = (versions: Versions) => versions.some((version, at) => version > (floor[at] ?? 0));

/** Names in the scripts that browsers got since 2018, each with the first versions that have all of it. */
const young: Readonly<Record<string, Versions>> = {
  AbortController: [12.1, 66, 57],
  AbortSignal: [12.1, 66, 57],
  Locale: [14, 74, 75],
  PluralRules: [13, 63, 58],
  RelativeTimeFormat: [14, 71, 65],
  abort: [12.1, 66, 57],
  aborted: [12.1, 66, 57],
  allSettled: [13, 76, 71],
  arrayBuffer: [14, 76, 69],
  at: [15.4, 92, 90],
  finally: [11.1, 63, 58],
  // The event `formdata`, before which addresses of filters have empty parameters.
  formData: [15, 77, 72],
  flat: [12, 69, 62],
  flatMap: [12, 69, 62],
  fromEntries: [12.1, 73, 63],
  getReader: [10.1, 43, 65],
  queueMicrotask: [12.1, 71, 69],
  reason: [15.4, 98, 97],
  replaceAll: [13.1, 85, 77],
  scrollIntoView: [14, 61, 58],
  signal: [15, 90, 86],
  submitter: [15.4, 81, 75],
  throwIfAborted: [15.4, 100, 97],
  unit: [14.1, 77, 78],
};

/**
 * Names of options that older browsers ignore, for nothing depends on them. `keepalive` lets a removal outlive its page;
 * an upload that is not removed expires.
 */
const ignoredByOlder = ['keepalive'];

/** Names that all browsers have had for longer, and names of our own that the platform has too. */
const old = new Set(
  `Array Blob Date DateTimeFormat DOMException Error File Headers HTMLDetailsElement HTMLInputElement Image Int32Array
  Intl JSON Map Math Number Object Promise Reflect Request Set String TextDecoder Uint8Array URL Worker XMLHttpRequest
  abs accept action activeElement add addEventListener all alt altKey append async body btoa buffer button byteLength
  byteOffset bytes cache cancel catch ceil checked classList className clear clearTimeout click clipboard closest ctrlKey isComposing key metaKey
  clipboardData cloneNode code complete confirm connection console constructor contains content contentType count
  createElement createObjectURL credentials crypto data dataset dataTransfer dateTime decode decodeURIComponent
  defaultValue delete detail details digest disabled document documentElement drop duration element end endsWith entries error
  exec fetch filename files filter find floor focus for forEach forget form format from fromCharCode get getAttribute
  getElementById getItem getTime getTimezoneOffset has hash headers hidden href id image importNode in includes
  indexOf input isConnected items join json keys kind labels lang languages lastIndexOf lastModified left length line
  loaded location log2 map matches matchMedia max measure method min name naturalWidth navigator next now of onclick onerror
  onfocus onLine onloadend onmessage onprogress open origin parse part pathname pause percent performance phrases
  postMessage prepend preventDefault print prototype push put querySelector querySelectorAll random raw read
  redirected reduce remove removeAttribute removeItem replace request reset resolve responseText returnValue
  revokeObjectURL round rows save searchParams select send set setAttribute setItem setRequestHeader setTimeout shift
  sign size slice some sort speed splice split src start startsWith state status statusText stream stringify style
  subtle test text textContent then time title toggle toISOString toLocaleString toLowerCase toUpperCase trim trunc
  try type types unshift upload url use value values wait webkitGetAsEntry writeText`.split(/\s+/),
);

const scripts = ['main.js', 'comforts.js', 'account.js', 'submission-table.js', 'docs.js', 'crc32-worker.js'] as const;

describe('the scripts, in the oldest browsers that they are for', () => {
  let platform: ReadonlySet<string>;
  beforeAll(async () => {
    platform = await namesOfPlatform();
  });

  it('the built scripts, names of the platform, have none younger than the oldest browsers', () => {
    const used = namesIn(scripts.map(built).join('')).filter((name) => platform.has(name));
    expect(used.length).toBeGreaterThan(100);
    const known = [...old, ...Object.keys(young), ...ignoredByOlder];
    expect(used.filter((name) => !known.includes(name))).toEqual([]);
    expect(Object.keys(young).filter((name) => isTooYoung(young[name] ?? [0, 0, 0]))).toEqual([]);
  });

  it('the table of names, has none that the scripts no longer use', () => {
    const used = new Set(namesIn(scripts.map(built).join('')));
    expect([...old, ...Object.keys(young), ...ignoredByOlder].filter((name) => !used.has(name))).toEqual([]);
  });

  it.each([
    'signal=AbortSignal.any([one,other])',
    'AbortSignal.timeout(1000)',
    'form.requestSubmit()',
    'input.ariaInvalid="true"',
    'let{promise}=Promise.withResolvers()',
    'new CompressionStream("gzip")',
    'structuredClone(value)',
    '[...list].toSorted()',
    'for(const{groupBy:g}of[Object])g(list)',
  ])('the check of scripts, a script with %s, finds it', (script) => {
    const strange = namesIn(script).filter((name) => platform.has(name) && !old.has(name) && !(name in young));
    expect(strange).not.toEqual([]);
  });

  it('README, states the same browsers as the build', () => {
    const { safari, chrome, firefox } = oldestBrowsers;
    const named = /Safari [\d.]+, Chrome \d+, Firefox \d+/.exec(readFileSync('README.md', 'utf8'))?.[0];
    expect(named).toBe(`Safari ${safari}, Chrome ${chrome}, Firefox ${firefox}`);
  });
});

describe('a form in an old browser', () => {
  let formBrowser: FormBrowser;
  let form: OpenForm;
  beforeAll(async () => {
    formBrowser = await launchFormBrowser();
  });
  afterAll(() => formBrowser.close());
  beforeEach(async () => {
    form = await formBrowser.open();
  });
  afterEach(() => form.close());

  it.each([
    ['AbortSignal.prototype.throwIfAborted', 'delete AbortSignal.prototype.throwIfAborted'],
    ['AbortSignal', 'delete window.AbortSignal'],
    ['crypto.subtle', 'Object.defineProperty(Crypto.prototype, "subtle", { value: undefined })'],
  ])('a form, a browser without %s, keeps the way without script', async (_name, removal) => {
    const { page } = form;
    await page.addInitScript(removal);
    await page.goto(form.app.formUrl);
    expect(await page.locator('[data-without-script]').isVisible()).toBe(true);
    expect(await page.locator('[data-needs-script]').count()).toBeGreaterThan(0);
    expect(await page.locator('[data-needs-script]:not([hidden])').count()).toBe(0);
  });

  it('a form, a browser without younger features, sends its file and waits for it', async () => {
    const { page, bucket, app } = form;
    await page.addInitScript(() => {
      const later = [
        'any',
        'timeout',
        'requestSubmit',
        'ariaLabel',
        'ariaInvalid',
        'role',
        'toSorted',
        'withResolvers',
      ];
      for (const holder of [AbortSignal, HTMLFormElement.prototype, Element.prototype, Array.prototype, Promise])
        for (const name of later) Reflect.deleteProperty(holder, name);
    });
    await page.goto(app.formUrl);
    bucket.state.fault = () => 'hold';
    await form.input.setInputFiles(await formBrowser.file('boots.png', noise(48_213)));
    await page.getByRole('button', { name: 'Send', exact: true }).last().click();
    await expect.poll(() => bucket.state.inFlight).toBe(1);
    bucket.release();
    await expect.poll(() => app.submissions.length).toBe(1);
    expect(app.submissions[0]?.getAll('files')).toEqual([...app.uploads.keys()]);
    expect(form.complaints).toEqual([]);
  });
});

/** Selectors that one of the oldest browsers does not know: it ignores the rule, which may only decorate. */
const decorating = [':has', ':popover-open', '::details-content'];
const pseudoClasses = `:active :after :before :checked :empty :first-child :first-of-type :focus :focus-visible
  :focus-within :host :hover :indeterminate :invalid :is :lang :last-child :last-of-type :not :nth-child :root :where
  ::file-selector-button ::marker ::placeholder ::selection`.split(/\s+/);
const functions =
  `attr blur brightness calc clamp inset invert linear-gradient max min minmax rect repeat rgb rgba rotate
  scale translate url var`.split(/\s+/);

describe('the stylesheet, in the oldest browsers that it is for', () => {
  // Without its texts, and the pictures that stand in it as text.
  const css = built('styles.css').replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g, '""');
  const selectors = [...css.matchAll(/([^{}]+)\{/g)].map(([, text = '']) => text).filter((text) => !text.includes('@'));
  const declarations = [...css.matchAll(/\{([^{}]*)\}/g)].map(([, text = '']) => text);

  it('the built stylesheet, has nothing younger than the oldest browsers', () => {
    const classes = selectors.flatMap((text) => text.match(/::?[a-z-]+/g) ?? []).filter((name) => !/:-/.test(name));
    expect(classes.filter((name) => ![...pseudoClasses, ...decorating].includes(name))).toEqual([]);
    const called = declarations.flatMap((text) => [...text.matchAll(/([a-z-]+)\(/g)].map(([, name = '']) => name));
    expect(called.filter((name) => !functions.includes(name))).toEqual([]);
    const rules = new Set(css.match(/@[a-z-]+/g));
    expect([...rules].toSorted()).toEqual([
      '@-moz-document',
      '@charset',
      '@keyframes',
      '@layer',
      '@media',
      '@supports',
    ]);
    // Rules within rules.
    expect(css.includes('&')).toBe(false);
  });

  it('the built stylesheet, a rule with a younger selector, has no other beside it', () => {
    const isYoung = (text: string) => decorating.some((name) => text.includes(name));
    const mixed = selectors.filter((text) => isYoung(text) && !partsOf(text).every(isYoung));
    expect(mixed).toEqual([]);
  });
});

function built(name: AssetName): string {
  const published = new URL('../../dist/public/', import.meta.url);
  const path = loadAssets(published).pathOf(name).replace('/assets/', '');
  return readFileSync(new URL(path, published), 'utf8');
}

/**
 * Names that a script has after a dot, takes out of an object, calls or makes; a few words of its sentences are among
 * them. Names of two letters are the minifier's own, but for those after a dot.
 */
function namesIn(script: string): string[] {
  const places = [
    /\.([A-Za-z_$][\w$]+)/g,
    /[{,]([A-Za-z_$][\w$]{2,})(?=[:}=,])/g,
    /(?<![.\w$])([A-Za-z_$][\w$]{2,})(?=[.([])/g,
    /\b(?:new|instanceof|extends) ([A-Za-z_$][\w$]{2,})/g,
  ];
  const found = places.flatMap((place) => [...script.matchAll(place)].map(([, name = '']) => name));
  return [...new Set(found)];
}

/** Splits a list of selectors at the commas outside of brackets. */
function partsOf(selector: string): string[] {
  return selector.split(/,(?![^(]*\))/);
}

/** Returns the names of the platform: globals, and the members of them and of their prototypes. */
async function namesOfPlatform(): Promise<ReadonlySet<string>> {
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    // A secure origin, where the whole platform is available.
    await page.route('http://localhost/', (route) => route.fulfill({ body: '' }));
    await page.goto('http://localhost/');
    const names = await page.evaluate(() => {
      const found = new Set<string>();
      for (const name of Object.getOwnPropertyNames(globalThis)) {
        found.add(name);
        // A window has values of any kind under its names.
        const value = (globalThis as unknown as Record<string, { prototype?: object } | null | undefined>)[name];
        if (value === null || !['object', 'function'].includes(typeof value)) continue;
        for (const holder of [value, value?.prototype, Object.getPrototypeOf(value)])
          for (const own of holder ? Object.getOwnPropertyNames(holder) : []) found.add(own);
      }
      return [...found];
    });
    return new Set(names);
  } finally {
    await browser.close();
  }
}
