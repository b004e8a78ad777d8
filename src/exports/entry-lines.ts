import { z } from 'zod';
import { viewOf } from '../values/byte-view.ts';
import type { ArchiveEntry, ArchiveList } from './archive-entry.ts';

const count = z.int().min(0);
const Line = z.tuple([
  z.string(),
  count,
  count.max(0xffffffff),
  z.int(),
  z.union([z.tuple([z.string(), z.string()]), z.string()]),
]);

const newLine = 0x0a;

/** Returns an entry as one line of JSON, with its line feed. Such lines are the frozen list of an archive. */
export function toEntryLine({ path, size, crc32, modifiedAt, content }: ArchiveEntry): string {
  const line: z.input<typeof Line> = [
    path,
    size,
    crc32,
    modifiedAt,
    content instanceof Uint8Array ? viewOf(content).toString('base64') : [content.key, content.etag],
  ];
  return `${JSON.stringify(line)}\n`;
}

/**
 * Returns the list that was frozen as lines of JSON. Each line is read when its entry is asked for.
 * @throws ZodError, SyntaxError when a line is none of `toEntryLine`
 */
export function readEntryLines(lines: Uint8Array): ArchiveList {
  return { [Symbol.iterator]: () => entriesOf(viewOf(lines)) };
}

function* entriesOf(lines: Buffer): Generator<ArchiveEntry, void, undefined> {
  for (let start = 0; start < lines.length; ) {
    const end = lines.indexOf(newLine, start);
    if (end === -1) throw new SyntaxError('A frozen list of an archive ends within a line.');
    yield toEntry(lines.toString('utf8', start, end));
    start = end + 1;
  }
}

function toEntry(line: string): ArchiveEntry {
  const [path, size, crc32, modifiedAt, source] = Line.parse(JSON.parse(line));
  const content = typeof source === 'string' ? Buffer.from(source, 'base64') : { key: source[0], etag: source[1] };
  return { path, size, crc32, modifiedAt, content };
}
