/**
 * True when a text begins as a document that browsers render: a page, an SVG, XML. White space, byte order marks and
 * comments in front do not count. A `<` alone is none: texts begin with an address, a nickname or an arrow too.
 *
 * @see https://mimesniff.spec.whatwg.org/#identifying-a-resource-with-an-unknown-mime-type
 */
export function beginsAsDocument(text: string): boolean {
  const beginning = withoutComments(text);
  return documents.some((pattern) => pattern.test(beginning));
}

/**
 * True when a text begins with an HTML element and, as a page, runs a script or loads something. An example:
 * `<p>Hello<script>…`.
 */
export function beginsAsRunningMarkup(text: string): boolean {
  const beginning = withoutComments(text);
  return anyElement.test(beginning) && (runningElement.test(beginning) || handler.test(beginning));
}

/** The beginnings that make the text a whole document. */
const documents: readonly RegExp[] = [
  /^<(?:!doctype|html|head|body|frameset|svg)(?:[\s>/]|$)/i,
  /^<title(?:\s[^>]*)?>[^<]*<\/title/i,
  // The instructions of XML, and those that a web server runs.
  /^<\?[a-z=]/i,
  /^<!\[/,
  // A root element of any name in any namespace: XML without its declaration, `<x:svg xmlns:x="…">` for one.
  /^<[\w.:-]+\s[^>]*\bxmlns[:=]/i,
];

/** A nickname in a chat's log (`<anna> hello`) looks the same. */
const anyElement = /^<[a-z][\w:-]*(?:[\s>/]|$)/i;

/** Elements that run or load something, or change how all of a page behaves. */
const runningElement =
  /<(?:script|style|math|svg)(?:[\s>/]|$)|<(?:iframe|object|embed|link|meta|base|form)\s[^<>]*=|\bjavascript:/i;

/** `<img src=x onerror=…>`, `<svg/onload=…>`: an attribute that is a script, inside a tag. */
const handler = /<[a-z][^<>]*[\s"'/]on[a-z]+\s*=/i;

/** Removes comments. A comment without an end hides nothing readable here. */
function withoutComments(text: string): string {
  return text.replace(/^(?:[\s\ufeff]|<!--[\s\S]*?-->)+/, '');
}
