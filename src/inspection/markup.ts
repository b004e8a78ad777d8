/**
 * Returns whether a text begins as a document of a browser's own: a page, an SVG, XML. White space, byte order marks
 * and comments in front do not count. A `<` alone is none: texts begin with an address, a nickname or an arrow too.
 *
 * @see https://mimesniff.spec.whatwg.org/#identifying-a-resource-with-an-unknown-mime-type
 */
export function beginsAsDocument(text: string): boolean {
  const beginning = withoutComments(text);
  return documents.some((pattern) => pattern.test(beginning));
}

/**
 * Returns whether a text begins with an element of HTML, and runs a script or loads something as soon as it is taken
 * for a page: `<p>Hello<script>…`.
 */
export function beginsAsRunningMarkup(text: string): boolean {
  const beginning = withoutComments(text);
  return anyElement.test(beginning) && (running.test(beginning) || handler.test(beginning));
}

/** What makes a whole document of what follows. */
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
const running =
  /<(?:script|style|math|svg)(?:[\s>/]|$)|<(?:iframe|object|embed|link|meta|base|form)\s[^<>]*=|\bjavascript:/i;

/** `<img src=x onerror=…>`, `<svg/onload=…>`: an attribute that is a script, inside a tag. */
const handler = /<[a-z][^<>]*[\s"'/]on[a-z]+\s*=/i;

/** A comment without an end hides nothing that could be read here. */
function withoutComments(text: string): string {
  return text.replace(/^(?:[\s\ufeff]|<!--[\s\S]*?-->)+/, '');
}
