import type { Child } from 'hono/jsx';

interface FilledTextProps {
  /** A text with names in braces, such as `For {email}.` */
  readonly text: string;
  /** The elements that stand for the names. */
  readonly parts: Readonly<Record<string, Child>>;
}

/** Renders a text of the catalogue that has elements within: links, names, times. Each language orders them itself. */
export function FilledText({ text, parts }: FilledTextProps) {
  return <>{text.split(/\{(\w+)\}/).map((piece, index) => (index % 2 === 0 ? piece : parts[piece]))}</>;
}
