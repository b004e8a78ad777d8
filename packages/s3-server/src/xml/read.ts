import { S3Error } from '../s3-error.ts';

/** An element of a request body. S3's own documents have no attributes that matter and no mixed content. */
export interface XmlElement {
  readonly name: string;
  readonly text: string;
  readonly children: readonly XmlElement[];
}

/** The largest depth, above that of any document of the S3 API; a bound on recursion. */
const maxDepth = 10;
const namedEntities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const cdata = '<![CDATA[';
const namePattern = /[A-Za-z_][\w.-]*(?::[A-Za-z_][\w.-]*)?/y;
const tagRest = /(?:\s+[\w.:-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*\s*(\/?)>/y;

/**
 * Reads a request body. Strict and small: no DTD, no comments, no CDATA, no processing instruction but the
 * declaration, no entities but the five of XML and character references; so nothing can be expanded, included or looked
 * up.
 * @throws S3Error MalformedXML, NotImplemented for XML that is good and cannot be read here
 */
export function readXml(text: string, rootName: string): XmlElement {
  const reader = new Reader(text.replace(/^\uFEFF/, ''));
  reader.skip(/\s*(?:<\?xml\s[^?<>]*\?>)?\s*/y);
  const root = reader.element(0);
  reader.skip(/\s*/y);
  if (!reader.done || root.name !== rootName) throw new S3Error('MalformedXML');
  return root;
}

/** Returns the children, none of which may have a name other than these. */
export function childrenOf(element: XmlElement, ...known: readonly string[]): readonly XmlElement[] {
  const stranger = element.children.find((child) => !known.includes(child.name));
  if (stranger) throw new S3Error('MalformedXML', undefined, { Element: stranger.name });
  return element.children;
}

/** Refuses children that S3 knows and the embedded bucket does not. @throws S3Error NotImplemented */
export function refuseLacking(element: XmlElement, ...lacking: readonly string[]): void {
  const found = element.children.find((child) => lacking.includes(child.name));
  if (found)
    throw new S3Error('NotImplemented', `The embedded bucket reads no ${found.name}.`, { Element: found.name });
}

/** Returns all children of this name. */
export function childrenNamed(element: XmlElement, name: string): readonly XmlElement[] {
  return element.children.filter((child) => child.name === name);
}

/** Returns the one child of this name, or undefined; two are malformed. */
export function childNamed(element: XmlElement, name: string): XmlElement | undefined {
  const [first, second] = childrenNamed(element, name);
  if (second) throw new S3Error('MalformedXML', undefined, { Element: name });
  return first;
}

/** Returns the text of the one child of this name, or undefined. */
export function textOf(element: XmlElement, name: string): string | undefined {
  return childNamed(element, name)?.text;
}

class Reader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  get done(): boolean {
    return this.#at === this.#text.length;
  }

  skip(pattern: RegExp): RegExpExecArray {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#text);
    if (!match) throw new S3Error('MalformedXML');
    this.#at += match[0].length;
    return match;
  }

  element(depth: number): XmlElement {
    if (depth > maxDepth) throw new S3Error('MalformedXML');
    if (/^<(?:!--|!\[CDATA\[|\?)/.test(this.#text.slice(this.#at, this.#at + cdata.length)))
      throw new S3Error('NotImplemented', 'The embedded bucket reads no comments, CDATA or processing instructions.');
    this.skip(/</y);
    const qualified = this.skip(namePattern)[0];
    const name = qualified.slice(qualified.indexOf(':') + 1);
    if (this.skip(tagRest)[1] === '/') return { name, text: '', children: [] };
    let text = '';
    const children: XmlElement[] = [];
    while (!this.#text.startsWith('</', this.#at)) {
      if (this.#text[this.#at] === '<') children.push(this.element(depth + 1));
      else text += unescaped(this.skip(/[^<]+/y)[0]);
    }
    this.#at += 2;
    if (this.skip(namePattern)[0] !== qualified) throw new S3Error('MalformedXML');
    this.skip(/\s*>/y);
    if (children.length > 0 && text.trim() !== '') throw new S3Error('MalformedXML');
    return { name, text: children.length > 0 ? '' : text, children };
  }
}

function unescaped(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(/&([^;&]{0,10});?/g, (whole, name: string) => {
    if (!whole.endsWith(';')) throw new S3Error('MalformedXML');
    const reference = /^#(?:x([0-9a-fA-F]{1,6})|([0-9]{1,7}))$/.exec(name);
    if (!reference) return namedEntities[name] ?? malformed();
    const codePoint = reference[1] === undefined ? Number(reference[2]) : Number.parseInt(reference[1], 16);
    return codePoint <= 0x10ffff ? String.fromCodePoint(codePoint) : malformed();
  });
}

function malformed(): never {
  throw new S3Error('MalformedXML');
}
