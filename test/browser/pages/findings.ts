/** The checks of a page in a state. Each returns its findings as texts that name the element; none means none. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** WCAG 2.2 to level AA, with axe-core's best practices. */
const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Runs axe-core: all rules, or only that of the colours of text, which a colour scheme changes. */
export async function axeFindings(page: Page, rules: 'all rules' | 'colours of text'): Promise<string[]> {
  // axe-core is let in through the inspector, past the page's Content-Security-Policy, once for all looks at a page.
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe);
  return page.evaluate(
    async ([tags, isAll]) => {
      // axe-core adds this property to the window.
      const { axe } = globalThis as unknown as { axe: typeof import('axe-core') };
      const runOnly = isAll
        ? { type: 'tag' as const, values: tags }
        : { type: 'rule' as const, values: ['color-contrast'] };
      const { violations } = await axe.run({ runOnly, resultTypes: ['violations'] });
      return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
    },
    [standards, rules === 'all rules'] as const,
  );
}

/** Finds content that stands beyond the edge of the window, or is cut off inside of a box. */
export async function overflowFindings(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const nameOf = (element: Element) => `${element.localName}${element.className ? `.${element.className}` : ''}`;
    const beyond = document.documentElement.scrollWidth - innerWidth;
    // Fields scroll what they hold, and texts for screen readers only are cut off on purpose.
    const boxes = document.body.querySelectorAll<HTMLElement>(':not(input, select, textarea, .visually-hidden)');
    const cut = [...boxes].filter((element) => {
      const { overflowX, textOverflow, display } = getComputedStyle(element);
      const isCutting = /hidden|clip/.test(overflowX) && textOverflow !== 'ellipsis' && display !== 'inline';
      return isCutting && element.scrollWidth > element.clientWidth + 1;
    });
    const widest = [...document.body.querySelectorAll('*')].filter(
      (element) =>
        Math.max(element.getBoundingClientRect().right - innerWidth, -element.getBoundingClientRect().left) > 1,
    );
    return [
      ...(beyond > 0 ? [`${beyond} px too wide: ${nameOf(widest.at(-1) ?? document.body)}`] : []),
      ...cut.map((element) => `cut off: ${nameOf(element)}`),
    ];
  });
}

/** Finds fields, drop zones and boxes to tick whose edge stands out by less than 3 to 1 (WCAG 2.2, 1.4.11). */
export async function edgeFindings(page: Page): Promise<string[]> {
  await addColours(page);
  return page.evaluate(() => {
    const { contrast, backgroundOf, nameOf } = colours;
    const selector = 'input:not([type=hidden], [type=file], [type=submit], :disabled), select, textarea, .drop-zone';
    return [...document.querySelectorAll<HTMLElement>(selector)].flatMap((element) => {
      if (!element.checkVisibility() || element.getBoundingClientRect().width <= 1) return [];
      const style = getComputedStyle(element);
      const outside = backgroundOf(element.parentElement);
      const hasBorder = Number.parseFloat(style.borderBottomWidth) > 0 && style.borderBottomStyle !== 'none';
      const edges = [
        hasBorder ? contrast(style.borderBottomColor, outside) : 0,
        contrast(backgroundOf(element), outside),
      ];
      const best = Math.max(...edges);
      return best < 3 ? [`edge below 3 to 1: ${nameOf(element)}`] : [];
    });
  });
}

/** Finds elements whose focus cannot be seen: no outline of 2 px, or one that stands out by less than 3 to 1. */
export async function focusFindings(page: Page, look: 'own colours' | 'forced colours'): Promise<string[]> {
  await addColours(page);
  // Where the last input was a key, the focus that a script sets shows as one that a key sets.
  await page.keyboard.press('Tab');
  return page.evaluate((hasOwnColours) => {
    const { contrast, backgroundOf, nameOf } = colours;
    const seen = new Set<string>();
    const all = document.querySelectorAll<HTMLElement>(
      'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]',
    );
    return [...all].flatMap((element) => {
      const name = nameOf(element);
      if (seen.has(name) || !element.checkVisibility() || element.tabIndex < 0) return [];
      seen.add(name);
      element.focus({ preventScroll: true });
      if (document.activeElement !== element) return [];
      const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(element);
      if (outlineStyle === 'none' || Number.parseFloat(outlineWidth) < 2) return [`focus without outline: ${name}`];
      const ratio = hasOwnColours ? contrast(outlineColor, backgroundOf(element.parentElement)) : 21;
      return ratio < 3 ? [`focus below 3 to 1: ${name}`] : [];
    });
  }, look === 'own colours');
}

/** Finds controls without a border or, as links have it, an underline: forced colours take all other signs away. */
export async function borderFindings(page: Page): Promise<string[]> {
  await addColours(page);
  return page.evaluate(() => {
    // The current one of a row of choices leads nowhere, and may look like text.
    const selector =
      'button:not([aria-current]), input:not([type=hidden], [type=file]), select, textarea, [role=button], .drop-zone';
    return [...document.querySelectorAll<HTMLElement>(selector)].flatMap((element) => {
      if (!element.checkVisibility() || element.getBoundingClientRect().width <= 1) return [];
      const { borderBottomStyle, borderBottomWidth, textDecorationLine } = getComputedStyle(element);
      const hasBorder = borderBottomStyle !== 'none' && Number.parseFloat(borderBottomWidth) > 0;
      return hasBorder || textDecorationLine === 'underline' ? [] : [`no border: ${colours.nameOf(element)}`];
    });
  });
}

/**
 * Finds names of files that the direction of the text around them could reorder. Those stand outside of `bdi`, of an
 * element with a direction of its own, and of a field.
 */
export async function isolationFindings(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const findings: string[] = [];
    for (let node = texts.nextNode(); node !== null; node = texts.nextNode()) {
      const isName = /\.(?:pdf|png|txt|zip|docx|mp3|mp4|csv)$/.test(node.nodeValue?.trim() ?? '');
      if (isName && !node.parentElement?.closest('bdi, body [dir], code, textarea'))
        findings.push(`not isolated: ${node.parentElement?.localName} ${node.nodeValue}`);
    }
    return findings;
  });
}

/** Finds numbers that go on in the next line, which makes two of one. */
export async function brokenNumberFindings(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const findings: string[] = [];
    for (let node = texts.nextNode(); node !== null; node = texts.nextNode()) {
      if (node.parentElement?.closest('code, pre, textarea, template, .visually-hidden')) continue;
      for (const { 0: number, index } of (node.nodeValue ?? '').matchAll(/(?<![\w-])\d[\d.,]*\d(?![\w-])/g)) {
        const range = document.createRange();
        range.setStart(node, index);
        range.setEnd(node, index + number.length);
        const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top)));
        if (lines.size > 1) findings.push(`broken number: ${number} of ${node.parentElement?.localName}`);
      }
    }
    return findings;
  });
}

/** Finds elements that move although the person asked for less motion. */
export async function motionFindings(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    document.getAnimations().flatMap((animation) => {
      const { effect, playState } = animation;
      const target = effect instanceof KeyframeEffect ? effect.target : null;
      return playState === 'running' ? [`moves: ${target?.localName}.${target?.className}`] : [];
    }),
  );
}

interface Colours {
  contrast(one: string, other: string): number;
  /** The colour behind an element's content, blended with the backgrounds that shine through. */
  backgroundOf(element: Element | null): string;
  nameOf(element: Element): string;
}
// `addColours` puts it into the page.
declare const colours: Colours;

/** Adds the arithmetic of colours to the page: contrast is that of WCAG 2.2, and a canvas reads all notations. */
async function addColours(page: Page): Promise<void> {
  await page.evaluate(() => {
    const canvas = document.createElement('canvas');
    canvas.width = canvas.height = 1;
    const context = canvas.getContext('2d', { willReadFrequently: true });
    const paint = (...layers: readonly string[]) => {
      if (!context) return [0, 0, 0];
      context.clearRect(0, 0, 1, 1);
      for (const layer of ['white', ...layers]) {
        context.fillStyle = layer;
        context.fillRect(0, 0, 1, 1);
      }
      return [...context.getImageData(0, 0, 1, 1).data].slice(0, 3);
    };
    const luminance = (levels: number[]) => {
      const [red = 0, green = 0, blue = 0] = levels.map((level) => {
        const share = level / 255;
        return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    const backgroundOf = (element: Element | null) => {
      const layers: string[] = [];
      for (let at = element; at !== null; at = at.parentElement) layers.unshift(getComputedStyle(at).backgroundColor);
      return `rgb(${paint(...layers).join(' ')})`;
    };
    const added: Colours = {
      backgroundOf,
      contrast(one, other) {
        const [light = 0, dark = 0] = [luminance(paint(other, one)), luminance(paint(other))].sort((a, b) => b - a);
        return (light + 0.05) / (dark + 0.05);
      },
      nameOf(element) {
        const type = element.getAttribute('type');
        const name = element.getAttribute('name') ?? element.getAttribute('data-action') ?? element.className;
        return `${element.localName}${type === null ? '' : ` ${type}`}${name === '' ? '' : ` ${name}`}`;
      },
    };
    Object.assign(globalThis, { colours: added });
  });
}
