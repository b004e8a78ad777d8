import { HtmlValidate } from 'html-validate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestApp } from '../support/test-app.ts';
import { type BrandedSite, brand, pages, startBrandedSite } from './every-page.ts';

let site: BrandedSite;
let testApp: TestApp;
beforeAll(async () => {
  site = await startBrandedSite();
  ({ testApp } = site);
});
afterAll(() => testApp.close());

/** A page as it was sent. */
interface SentPage {
  readonly text: string;
  readonly headers: Headers;
}

/** The pages that a test has asked for. Each is made once, for all tests that look at it. */
const sent = new Map<string, Promise<SentPage>>();

function pageOf(name: string): Promise<SentPage> {
  const page = sent.get(name) ?? makePage(name);
  sent.set(name, page);
  return page;
}

async function makePage(name: string): Promise<SentPage> {
  const response = await pages[name]?.(site);
  if (response === undefined) throw new Error(`There is no page ${name}.`);
  return { text: await response.text(), headers: response.headers };
}

const validator = new HtmlValidate({
  extends: ['html-validate:recommended', 'html-validate:document'],
  rules: {
    // Style, which the JSX writer decides.
    'attribute-boolean-style': 'off',
    'attribute-empty-style': 'off',
    'void-style': 'off',
    'long-title': 'off',
    'no-trailing-whitespace': 'off',
    'doctype-style': 'off',
    'no-inline-style': 'error',
    // Our own files, named after their content.
    'require-sri': 'off',
    // The uploads of a file field share its name.
    'form-dup-name': 'off',
  },
});

/** The policy of a page, by directive. */
function policyOf({ headers }: SentPage): Record<string, string> {
  const header = headers.get('Content-Security-Policy') ?? '';
  return Object.fromEntries(header.split(';').map((directive) => directive.trim().split(/ (.*)/s)));
}

/** Leaves out the names of the bucket, in a form to it, and of the password of demo users: neither is the brand's. */
function withoutOwnNames(text: string): string {
  return text.replace(/<input type="hidden"[^>]*>| action="[^"]*"|\bsluice-demo\b/g, '');
}

describe('every page', () => {
  it.each(Object.keys(pages))('the page, %s, is valid HTML', async (name) => {
    const { text } = await pageOf(name);
    expect(text).toMatch(/^<!doctype html><html lang="en" dir="ltr">/);
    const report = await validator.validateString(text);
    const faults = report.results.flatMap(({ messages }) =>
      messages.map((message) => `${message.ruleId}: ${message.message} (${message.selector})`),
    );
    expect(faults).toEqual([]);
  });

  it.each(Object.keys(pages))(
    'the page, %s, has no inline script, style or handler, and nothing of other sites',
    async (name) => {
      const { text } = await pageOf(name);
      const scripts = [...text.matchAll(/<script\b([^>]*)>([\s\S]*?)<\/script>/g)];
      const hasOthers =
        /^(?:the (?:documentation|table of submissions)|a submission with)/.test(name) ||
        / data-(?:copies|reveals)=/.test(text);
      // Two texts to copy and a password name the same script, which a browser runs once.
      const count = name === 'a new link' ? 4 : hasOthers ? 2 : 1;
      expect(scripts).toHaveLength(count);
      for (const [, attributes, content] of scripts) {
        expect(attributes).toMatch(/ src="\/assets\//);
        expect(content).toBe('');
      }
      expect(text).not.toMatch(/<style|\sstyle=|\son[a-z]+=|javascript:/i);
      const elsewhere = [...text.matchAll(/\b(?:src|href|action)="(https?:[^"]*)"/g)].map(
        ([, url = '']) => new URL(url).origin,
      );
      expect(elsewhere.filter((origin) => origin !== testApp.dependencies.bucketOrigin)).toEqual([]);
    },
  );

  it.each(Object.keys(pages))(
    'the page, %s, takes scripts and styles from here only, and sends files to the bucket only',
    async (name) => {
      const page = await pageOf(name);
      expect(policyOf(page)).toEqual({
        'default-src': "'none'",
        'script-src': `${testApp.dependencies.publicUrl}/assets/`,
        'worker-src': `${testApp.dependencies.publicUrl}/assets/`,
        'style-src': `${testApp.dependencies.publicUrl}/assets/`,
        'img-src': `'self' data: blob: ${testApp.dependencies.bucketOrigin}`,
        'media-src': `'self' ${testApp.dependencies.bucketOrigin}`,
        'frame-src': `${testApp.dependencies.publicUrl}/files/ ${testApp.dependencies.bucketOrigin}`,
        'connect-src': `'self' ${testApp.dependencies.bucketOrigin}`,
        'form-action': `'self' ${testApp.dependencies.bucketOrigin}`,
        'base-uri': "'none'",
        'frame-ancestors': "'none'",
      });
      expect(page.headers.get('Referrer-Policy')).toBe('same-origin');
      expect(page.headers.get('Content-Type')).toBe('text/html; charset=UTF-8');
      expect(page.headers.get('Vary')).toContain('Accept');
    },
  );

  it('every page, texts of users, shows them as text', async () => {
    for (const name of Object.keys(pages)) expect((await pageOf(name)).text).not.toMatch(/<b>|<x>|<\/textarea><b>|"@y/);
  });

  it.each(Object.keys(pages))('the page, %s, has the name, the logo and the links of the operator', async (name) => {
    const { text } = await pageOf(name);
    expect(text).toMatch(/<title>[^<]+ – Harbour &amp; Office<\/title>/);
    expect(text).toContain('<link rel="icon" type="image/svg+xml" href="/assets/logo-test.svg"');
    expect(text).toContain('<span class="brand-name" dir="auto">Harbour &amp; Office</span>');
    for (const part of ['href="mailto:files@harbour.example"', 'href="/privacy"', 'Harbour Office, Quay 1'])
      expect(text).toContain(part);
    expect(withoutOwnNames(text)).not.toMatch(/sluice/i);
  });

  it('GET /openapi.json, another brand, has its name and contact', async () => {
    const { info } = await (await site.client.get('/openapi.json')).json();
    expect(info).toMatchObject({ title: brand.name, contact: { name: brand.name, email: 'files@harbour.example' } });
    expect((await (await site.client.get('/')).json()).message).toBe('Harbour & Office is running');
  });

  it('every page, a signature, has one only in the step to the bucket', async () => {
    for (const name of Object.keys(pages)) {
      const { text } = await pageOf(name);
      expect([name, /X-Amz-Signature/i.test(text)]).toEqual([name, name.startsWith('the step')]);
    }
  });
});
