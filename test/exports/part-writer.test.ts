import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { PartWriter } from '../../src/exports/part-writer.ts';
import type { StartedAssembly } from '../../src/storage/assembly.ts';
import type { FilledPart } from '../../src/storage/send-part.ts';

const MiB = 1024 ** 2;
const target: StartedAssembly = { key: 'k', multipartId: 'm', isProven: true };

/** An assembly that keeps the bytes of parts as they are when they are sent. */
function keepingAssembly() {
  const parts: Buffer[] = [];
  const sendPart = async (_place: unknown, { number, bytes }: FilledPart) => {
    parts[number - 1] = Buffer.from(bytes);
    return { partNumber: number, size: bytes.byteLength, etag: '"e"', crc32: undefined };
  };
  return { parts, assembly: { sendPart } };
}

it('add, texts of any length, fill parts of 8 MiB or more whose bytes are those of the texts', async () => {
  const text = fc
    .tuple(fc.constantFrom('a', 'ü', '中', '🚂'), fc.oneof(fc.nat(2000), fc.nat(4 * MiB)))
    .map(([sign, times]) => sign.repeat(times));
  await fc.assert(
    fc.asyncProperty(fc.array(text, { maxLength: 6 }), async (texts) => {
      const { parts, assembly } = keepingAssembly();
      const writer = new PartWriter(assembly, target);
      for (const each of texts) {
        const before = parts.length;
        expect(await writer.add(each)).toBe(parts.length > before);
      }
      await writer.sendRest();
      const whole = Buffer.from(texts.join(''));
      expect(Buffer.concat(parts).equals(whole)).toBe(true);
      expect(writer.sent).toEqual({ parts: parts.length, size: whole.byteLength, crc32: crc32(whole) });
      expect(parts.slice(0, -1).every(({ byteLength }) => byteLength >= 8 * MiB)).toBe(true);
    }),
    { numRuns: 25 },
  );
});

it('sendRest, no text, sends one empty part', async () => {
  const { parts, assembly } = keepingAssembly();
  const writer = new PartWriter(assembly, target);
  await writer.sendRest();
  expect(parts).toEqual([Buffer.alloc(0)]);
});
