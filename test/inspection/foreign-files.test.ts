import { describe, expect, it } from 'vitest';
import { presignFile } from '../../src/files/download.ts';
import type { MediaType } from '../../src/files/media-type.ts';
import { openFile } from '../../src/files/opened-file.ts';
import { documents } from '../../src/forms/definitions/documents.ts';
import { typeOfContent } from '../../src/inspection/content.ts';
import { createBucket } from '../../src/storage/bucket.ts';
import { createBucketClient } from '../../src/storage/bucket-client.ts';
import { gibibytes } from '../../src/values/byte-size.ts';
import { contentProblem } from './checks-in-words.ts';
import { foreignFiles } from './samples/foreign-files.ts';
import { storedBytes } from './stored-bytes.ts';

const { accept = [] } = documents.fileFields.files ?? {};
const rules = { maxBytes: gibibytes(5) };

/** Types in which a browser runs script, and those that a system runs or opens with a program that does. */
const runnable = /html|xml$|script|x-msdownload|octet-stream|shockwave|wasm|x-sh|java-archive/;

describe('files of formats that are not accepted', () => {
  it('the foreign files, all of them, are of 60 formats or more (attack 44)', () => {
    expect(new Set(foreignFiles.map(([format]) => format)).size).toBe(foreignFiles.length);
    expect(foreignFiles.length).toBeGreaterThanOrEqual(60);
  });

  it.each(foreignFiles)(
    'contentProblem, %s under each accepted name, a problem or its container (attack 44)',
    async (_, content, takenFor) => {
      expect((await typesTaking(content)).map(({ extensions }) => extensions[0]).sort()).toEqual([...takenFor].sort());
    },
  );

  it.each(foreignFiles.filter(([, , takenFor]) => takenFor.length > 0))(
    'typeOfContent, %s, is a type that no program runs, with a name of that type (attack 44)',
    async (_, content) => {
      for (const type of await typesTaking(content)) {
        const served = await servedAs(type);
        expect(served.contentType).toMatch(new RegExp(`^${type.mime.replace('+', '\\+')}(; charset=|$)`));
        expect(served.contentType).not.toMatch(runnable);
        // Inline are only texts and formats that browsers decode without running them.
        const isShown = served.contentDisposition.startsWith('inline');
        expect(isShown).toBe(/^(text\/plain|image|audio|video\/(mp4|webm))/.test(type.mime) && type.inline === true);
      }
    },
  );
});

/** Lists the types under whose names these bytes are accepted. */
async function typesTaking(content: Uint8Array): Promise<MediaType[]> {
  const taking: MediaType[] = [];
  for (const named of accept) {
    const stored = storedBytes(content);
    const type = await typeOfContent(accept, stored, named);
    if ((await contentProblem(type, stored, rules)) === undefined && !taking.includes(type)) taking.push(type);
  }
  return taking;
}

const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' };
const bucket = createBucket(
  createBucketClient({ bucketName: 'my-files', region: 'eu-central-1', s3Endpoint: undefined, credentials }),
  () => new Date('2026-11-20T12:00:00.000Z'),
);

/** Returns the bucket's response to a download with the disposition inline. */
async function servedAs({ mime, extensions }: MediaType) {
  const facts = { id: 'x', key: 'files/x', size: 1, sha256: null, crc32: null };
  const file = openFile({ ...facts, filename: `x${extensions[0]}`, contentType: mime }, { isOpen: true });
  if (!file) throw new Error('An open gate is closed.');
  const { searchParams } = new URL((await presignFile(bucket, file, 'inline', 'GET')).url);
  const said = (header: string) => searchParams.get(`response-content-${header}`) ?? '';
  return { contentType: said('type'), contentDisposition: said('disposition') };
}
