import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ChecksumAlgorithm, checksumAlgorithms, startDigest } from '../../src/checksums/algorithm.ts';
import { Blobs } from '../../src/storage/blobs.ts';
import { cutSlices, type Slice, totalBytes } from '../../src/storage/slice.ts';
import { isChecksumKnown, sumSlices } from '../../src/storage/slice-checksum.ts';

const noLinks = () => Promise.reject(Object.assign(new Error('Invalid cross-device link'), { code: 'EXDEV' }));

/** A range in thousandths, of an object that exists when the step is taken. */
const thousandths = fc.integer({ min: 0, max: 1000 });
const range = fc.record({ object: fc.nat({ max: 20 }), from: thousandths, to: thousandths });
type Range = typeof range extends fc.Arbitrary<infer Value> ? Value : never;
const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ copies: fc.array(range, { minLength: 1, maxLength: 3 }) }) },
  { weight: 2, arbitrary: fc.record({ removes: fc.nat({ max: 20 }) }) },
  { weight: 1, arbitrary: fc.constant('restart' as const) },
);

/** Returns the first position of a range, and the one after its last. */
function boundsOf({ from, to }: Range, size: number): readonly [start: number, end: number] {
  const [start, end] = [from, to].map((at) => Math.round((at * size) / 1000));
  return [Math.min(start ?? 0, end ?? 0), Math.max(start ?? 0, end ?? 0)];
}

const digestOf = (algorithm: ChecksumAlgorithm, bytes: Buffer) => {
  const digest = startDigest(algorithm);
  digest.update(bytes);
  return digest.digest().toString('base64');
};

/** An object of the model beside its slices on disk. */
interface ModelObject {
  readonly slices: readonly Slice[];
  readonly bytes: Buffer;
}

/** A folder of blobs, and the bytes that its objects must have. */
class ModelledBlobs {
  readonly folder: string;
  readonly #makeLink: ConstructorParameters<typeof Blobs>[1];
  blobs: Blobs;
  readonly objects: ModelObject[] = [];
  bytesRead = 0;

  private constructor(folder: string, makeLink: ConstructorParameters<typeof Blobs>[1]) {
    this.folder = folder;
    this.#makeLink = makeLink;
    this.blobs = new Blobs(folder, makeLink);
  }

  static async open(makeLink?: ConstructorParameters<typeof Blobs>[1]): Promise<ModelledBlobs> {
    const model = new ModelledBlobs(await mkdtemp(join(tmpdir(), 'sluice-blobs-')), makeLink);
    await model.restart();
    return model;
  }

  /** Stores new bytes. */
  async store(bytes: Buffer, algorithm: ChecksumAlgorithm): Promise<void> {
    const { slice } = await this.blobs.stage(chunked(bytes), [algorithm]);
    this.objects.push({ slices: [slice], bytes });
  }

  /** Makes an object of ranges of others, as UploadPartCopy and CompleteMultipartUpload do. */
  async assemble(copies: readonly Range[], algorithm: ChecksumAlgorithm) {
    const parts: ModelObject[] = [];
    for (const copied of copies) {
      const source = this.objects[copied.object % this.objects.length];
      if (!source) return;
      const [start, end] = boundsOf(copied, source.bytes.length);
      const { slices } = await sumSlices(algorithm, cutSlices(source.slices, start, end), this.read);
      parts.push({ slices: await this.blobs.take(this.blobs, slices), bytes: source.bytes.subarray(start, end) });
    }
    this.objects.push({
      slices: parts.flatMap(({ slices }) => slices),
      bytes: Buffer.concat(parts.map(({ bytes }) => bytes)),
    });
  }

  async remove(object: number): Promise<void> {
    const [removed] = this.objects.splice(object % Math.max(this.objects.length, 1), 1);
    await this.blobs.remove(removed?.slices ?? []);
  }

  /** Opens the folder anew, which removes files without a record. */
  async restart(): Promise<void> {
    this.blobs = new Blobs(this.folder, this.#makeLink);
    await this.blobs.open(new Set(this.ids));
  }

  get ids(): string[] {
    return this.objects.flatMap(({ slices }) => slices.map(({ id }) => id)).sort();
  }

  /** Reads slices as `Blobs` does, and counts their bytes. */
  readonly read = (slices: readonly Slice[]) => {
    this.bytesRead += totalBytes(slices);
    return this.blobs.read(slices);
  };
}

async function* chunked(bytes: Buffer): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += 50) yield bytes.subarray(at, at + 50);
}

describe.each([
  ['hard links', undefined],
  ['a disk without hard links', noLinks],
])('slices of slices, %s', (_, makeLink) => {
  it('any order of copies, removals and restarts, have the bytes and checksums of a model', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.uint8Array({ maxLength: 300 }), { minLength: 1, maxLength: 3 }),
        fc.array(step, { maxLength: 6 }),
        fc.constantFrom(...checksumAlgorithms),
        range,
        async (bodies, steps, algorithm, asked) => {
          const model = await ModelledBlobs.open(makeLink);
          for (const body of bodies) await model.store(Buffer.from(body), algorithm);
          for (const taken of steps) {
            if (taken === 'restart') await model.restart();
            else if ('removes' in taken) await model.remove(taken.removes);
            else await model.assemble(taken.copies, algorithm);
          }
          for (const { slices, bytes } of model.objects) {
            const [start, end] = boundsOf(asked, bytes.length);
            expect(await buffer(model.blobs.read(cutSlices(slices, start, end)))).toEqual(bytes.subarray(start, end));
            const { checksum } = await sumSlices(algorithm, slices, model.read);
            expect(checksum.value).toBe(digestOf(algorithm, bytes));
          }
          expect((await readdir(model.folder)).sort()).toEqual(model.ids);
          await rm(model.folder, { recursive: true });
        },
      ),
      { numRuns: 30 },
    );
  });
});

describe('sumSlices', () => {
  it('whole pieces, reads no byte; a cut piece, reads the cut alone and once', async () => {
    const model = await ModelledBlobs.open();
    await model.store(Buffer.alloc(100, 'a'), 'CRC32');
    await model.store(Buffer.alloc(70, 'b'), 'CRC32');
    const whole = { from: 0, to: 1000 };
    await model.assemble(
      [
        { object: 0, ...whole },
        { object: 1, ...whole },
        { object: 0, ...whole },
      ],
      'CRC32',
    );
    const { slices, bytes } = model.objects[2] ?? { slices: [], bytes: Buffer.of() };
    expect((await sumSlices('CRC32', slices, model.read)).checksum.value).toBe(digestOf('CRC32', bytes));
    expect([model.bytesRead, isChecksumKnown('CRC32', slices)]).toEqual([0, true]);

    const cut = await sumSlices('CRC32', cutSlices(slices, 60, 180), model.read);
    expect(cut.checksum.value).toBe(digestOf('CRC32', bytes.subarray(60, 180)));
    expect(model.bytesRead).toBe(40 + 10); // the 70 between them are known
    await sumSlices('CRC32', cut.slices, model.read);
    expect(model.bytesRead).toBe(50);

    expect([isChecksumKnown('CRC32C', slices), isChecksumKnown('SHA256', slices)]).toEqual([false, false]);
    await sumSlices('SHA256', slices, model.read);
    expect(model.bytesRead).toBe(50 + 270);
    await rm(model.folder, { recursive: true });
  });
});

describe('cutSlices', () => {
  it('an empty range, gives one empty slice that refers to a file', () => {
    const slices = [{ id: 'a', start: 7, size: 0, crcs: { CRC32: 'AAAAAA==' } }];
    expect(cutSlices(slices, 0, 0)).toEqual([{ id: 'a', start: 7, size: 0, crcs: {} }]);
  });
});

describe('take', () => {
  it('a source that is gone, leaves nothing', async () => {
    const model = await ModelledBlobs.open();
    await model.store(Buffer.from('here'), 'CRC32');
    const gone = { id: 'gone', start: 0, size: 4, crcs: {} };
    await expect(model.blobs.take(model.blobs, [...(model.objects[0]?.slices ?? []), gone])).rejects.toThrow('ENOENT');
    expect(await readdir(model.folder)).toEqual(model.ids);
    await rm(model.folder, { recursive: true });
  });

  it('a crash before the record, is a file that the next start removes and whose source stays', async () => {
    const model = await ModelledBlobs.open();
    await model.store(Buffer.from('here'), 'CRC32');
    await model.blobs.take(model.blobs, model.objects[0]?.slices ?? []);
    await writeFile(join(model.folder, 'half a file'), 'ha');
    await model.restart();
    expect(await readdir(model.folder)).toEqual(model.ids);
    expect(String(await buffer(model.blobs.read(model.objects[0]?.slices ?? [])))).toBe('here');
    await rm(model.folder, { recursive: true });
  });
});
