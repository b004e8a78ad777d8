import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readForm } from '../../src/post/multipart-form.ts';

const formBoundary = '----sluice';

async function read(
  pieces: readonly Buffer[],
  boundary = formBoundary,
): Promise<{ fields: object; filename: string; bytes: Buffer }> {
  async function* arriving() {
    yield* pieces;
  }
  const { fields, filename, bytes } = await readForm(`multipart/form-data; boundary=${boundary}`, arriving());
  const chunks: Buffer[] = [];
  for await (const chunk of bytes) chunks.push(chunk);
  return { fields: Object.fromEntries(fields), filename, bytes: Buffer.concat(chunks) };
}

describe('readForm, a form', () => {
  it('of a browser, reads it wherever the stream is cut', async () => {
    const nearBoundary = fc
      .array(fc.constantFrom('\r\n', '--', formBoundary, '\r', '-', 'x', '\0', 'ü'), { maxLength: 12 })
      .map((texts) => Buffer.from(texts.join('')));
    const file = fc
      .oneof(
        nearBoundary,
        fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
      )
      .filter((bytes) => !bytes.includes(`\r\n--${formBoundary}`));
    await fc.assert(
      fc.asyncProperty(file, fc.array(fc.nat(), { maxLength: 10 }), async (bytes, cuts) => {
        const head = `--${formBoundary}\r\nContent-Disposition: form-data; name="Key"\r\n\r\nä b\r\n--${formBoundary}\r\nContent-Disposition: form-data; name="file"; filename="a%22b.txt"\r\nContent-Type: text/plain\r\n\r\n`;
        const sent = Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${formBoundary}--\r\n`)]);
        const places = [0, ...cuts.map((cut) => cut % sent.length).sort((a, b) => a - b), sent.length];
        const got = await read(places.slice(1).map((place, index) => sent.subarray(places[index], place)));
        expect(got).toEqual({ fields: { key: 'ä b' }, filename: 'a"b.txt', bytes });
      }),
    );
  });

  it('of FormData, reads it', async () => {
    const form = new FormData();
    form.append('key', 'a');
    form.append('file', new Blob(['hello']), 'ü.txt');
    const request = new Request('http://localhost/', { method: 'POST', body: form });
    const boundary = /boundary=(.*)/.exec(request.headers.get('content-type') ?? '')?.[1] ?? '';
    expect((await read([Buffer.from(await request.arrayBuffer())], boundary)).filename).toBe('ü.txt');
  });

  const field = (name: string, value: string) =>
    `--${formBoundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
  it.each([
    ['no file', `${field('key', 'a')}--${formBoundary}--\r\n`, 'InvalidArgument'],
    ['a field twice', field('key', 'a') + field('KEY', 'b') + field('file', 'x'), 'InvalidArgument'],
    [
      'fields of more than 20 KB',
      field('key', 'a'.repeat(21_000)) + field('file', 'x'),
      'MaxPostPreDataLengthExceeded',
    ],
    [
      'very many fields',
      Array.from({ length: 2000 }, (_, index) => field(`f${index}`, '')).join('') + field('file', 'x'),
      'MaxPostPreDataLengthExceeded',
    ],
    [
      'a field without a name',
      `--${formBoundary}\r\nContent-Disposition: form-data\r\n\r\nx\r\n`,
      'MalformedPOSTRequest',
    ],
    [
      'a file without an end',
      `--${formBoundary}\r\nContent-Disposition: form-data; name="file"\r\n\r\nhello`,
      'MalformedPOSTRequest',
    ],
    ['something else', 'hello', 'MalformedPOSTRequest'],
  ])('with %s, is refused', async (_, sent, code) => {
    await expect(read([Buffer.from(sent)])).rejects.toMatchObject({ code });
  });
});
