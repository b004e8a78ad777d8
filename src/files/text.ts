/**
 * Whether the beginning of a file is that of a text: no control characters, no document of its own kind, and nothing
 * that a browser would take for a page. UTF-16 is text too, when it begins with its byte order mark.
 *
 * @returns a sentence for the person when it is not
 */
export function textFault(head: Uint8Array): string | undefined {
  const isWide = hasWideMark(head);
  // The signatures of many binary formats are words: a text may begin with "BMW". What makes those formats binary are
  // their other bytes.
  if (isWide ? hasControls(decodeWide(head)) : head.some(isControl)) return noText;
  const beginning = isWide ? decodeWide(head) : new TextDecoder().decode(head);
  if (documentsInText.test(beginning)) return noText;
  if (beginsLikeMarkup(beginning)) return 'HTML, XML and SVG files are not accepted here, whatever they are called.';
  return undefined;
}

const noText = 'This is not a text file, although it says so.';

/** PDF, PostScript and RTF are written in printable characters. */
const documentsInText = /^(%PDF-|%!PS|\{\\rtf)/;

function hasWideMark([first, second]: Uint8Array): boolean {
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
}

function decodeWide(head: Uint8Array): string {
  // A character that the end of the range has cut is nobody's fault.
  const whole = head.subarray(0, head.length - (head.length % 2));
  return new TextDecoder(whole[0] === 0xff ? 'utf-16le' : 'utf-16be').decode(whole);
}

function hasControls(text: string): boolean {
  return [...text].some((character) => isControl(character.codePointAt(0) ?? 0));
}

/**
 * Whether a byte or character is a control character other than those that texts contain: tab, line ends, form feed,
 * escape (terminal colours in logs).
 */
function isControl(code: number): boolean {
  return code < 0x20 ? !(code >= 0x09 && code <= 0x0d) && code !== 0x1b : code === 0x7f;
}

/** What browsers take for HTML wherever it begins a file, and a few more that only ever begin pages. */
const htmlBeginning =
  /^<(!doctype|html|head|title|body|script|style|link|meta|base|iframe|object|embed|form|img|svg|math|video|audio|template|table|div|font|h1|a|b|br|p)([\s>/]|$)/i;
/** Comments, declarations and processing instructions: XML, PHP and what hides a page behind a comment. */
const declaration = /^<(!--|!\[|!doctype|\?)/i;
/** A root element of any name in any namespace: XML without its declaration, `<x:svg xmlns:x="…">` for one. */
const namespacedRoot = /^<[\w.:-]+\s[^>]*\bxmlns[:=]/i;

/**
 * Whether a browser that sniffs would take it for HTML, XML or SVG: white space and a byte order mark are skipped, as
 * the standard says. A `<` alone is none: texts begin with an address or an arrow too.
 *
 * @see https://mimesniff.spec.whatwg.org/#identifying-a-resource-with-an-unknown-mime-type
 */
function beginsLikeMarkup(beginning: string): boolean {
  const text = beginning.trimStart();
  return [htmlBeginning, declaration, namespacedRoot].some((pattern) => pattern.test(text));
}
