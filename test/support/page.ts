/** What a test reads from a page: enough for our own markup, which `test/views/pages.test.ts` holds to be valid. */
export interface Page {
  readonly status: number;
  readonly html: string;
  /** The value that a field of the form holds. */
  valueOf(name: string): string | undefined;
  /** Every value of the hidden fields with this name: the uploads of a file field. */
  hiddenValues(name: string): string[];
  /** The sentence next to a field. */
  errorOf(name: string): string;
}

export async function readPage(response: Response): Promise<Page> {
  const html = await response.text();
  if (!html.startsWith('<!doctype html>')) throw new Error(`This is no page: ${response.status} ${html.slice(0, 200)}`);
  // What stands in a template is no part of the form.
  const inputs = [
    ...contentOf(html)
      .replace(/<template\b[\s\S]*?<\/template>/g, '')
      .matchAll(/<input\b[^>]*>/g),
  ].map(([tag]) => tag);
  const attribute = (tag: string, name: string) => {
    const value = new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1];
    return value === undefined ? undefined : decodeEntities(value);
  };
  const named = (name: string) => inputs.filter((tag) => attribute(tag, 'name') === name);
  return {
    status: response.status,
    html,
    valueOf(name) {
      const area = new RegExp(`<textarea\\b[^>]*\\bname="${name}"[^>]*>([^<]*)</textarea>`).exec(html)?.[1];
      if (area !== undefined) return decodeEntities(area);
      const tag = named(name)[0];
      return tag === undefined ? undefined : (attribute(tag, 'value') ?? '');
    },
    hiddenValues: (name) =>
      named(name).flatMap((tag) => (attribute(tag, 'type') === 'hidden' ? [attribute(tag, 'value') ?? ''] : [])),
    errorOf: (name) => decodeEntities(new RegExp(`id="${name}-error"[^>]*>([^<]*)<`).exec(html)?.[1] ?? ''),
  };
}

/** Returns the content of a page, without the header and the footer that every page has. */
export function contentOf(html: string): string {
  return /<main\b[\s\S]*<\/main>/.exec(html)?.[0] ?? html;
}

/** The characters that Hono's JSX writes as entities. */
export function decodeEntities(text: string): string {
  return text
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, '&');
}
