/** The content of an element: text, or further elements; `undefined` leaves the element out. */
export type XmlContent = string | number | boolean | undefined | readonly XmlNode[];
/** An element: its name and its content. */
export type XmlNode = readonly [name: string, content: XmlContent];

const namespace = 'http://s3.amazonaws.com/doc/2006-03-01/';

/** Returns a whole document in S3's namespace, as every S3 response but an error is. */
export function xmlDocument(name: string, content: XmlContent): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${name} xmlns="${namespace}">${inside(content)}</${name}>`;
}

/**
 * Returns S3's error document: it alone has no namespace. Source:
 * https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
 */
export function xmlErrorDocument(nodes: readonly XmlNode[]): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<Error>${inside(nodes)}</Error>`;
}

function inside(content: XmlContent): string {
  if (content === undefined) return '';
  return typeof content === 'object' ? content.map(element).join('') : escaped(String(content));
}

function element([name, content]: XmlNode): string {
  return content === undefined ? '' : `<${name}>${inside(content)}</${name}>`;
}

const namedEntities: Readonly<Record<string, string>> = { '&': 'amp', '<': 'lt', '>': 'gt', '"': 'quot' };

/**
 * Escapes a text as S3 does. The characters of markup go by name, which clients without a parser look for; control
 * characters become references, so that a key with a tab survives a parser's normalisation.
 */
function escaped(text: string): string {
  return text.replace(/[&<>"\p{Cc}\ufffe\uffff]/gu, (character) => {
    const reference = `#x${character.charCodeAt(0).toString(16).toUpperCase()}`;
    return `&${namedEntities[character] ?? reference};`;
  });
}
