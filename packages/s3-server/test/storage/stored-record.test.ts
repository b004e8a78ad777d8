import { describe, expect, it } from 'vitest';
import { parseObjectRecord, parsePartRecord } from '../../src/storage/stored-record.ts';

const blobs = [
  { id: 'a', size: 3 },
  { id: 'b', size: 4 },
];
const object = {
  key: 'k',
  size: 7,
  etag: '0',
  modifiedAt: '2026-01-01T00:00:00.000Z',
  headers: {},
  metadata: {},
  tags: [],
};
const crc = { algorithm: 'CRC32', type: 'FULL_OBJECT', value: 'AAAAAA==' };
const sha = { algorithm: 'SHA256', type: 'FULL_OBJECT', value: 'x' };

describe('parseObjectRecord, a record from before there were slices', () => {
  it('of parts, has a slice for each and knows none of their CRCs', () => {
    const read = parseObjectRecord(JSON.stringify({ ...object, checksum: crc, blobs }));
    const slices = blobs.map((blob) => ({ ...blob, start: 0, crcs: {} }));
    expect(read).toEqual({ ...object, checksum: crc, slices });
  });

  it('in one piece, knows the CRC of its slice', () => {
    const read = parseObjectRecord(JSON.stringify({ ...object, checksum: crc, blobs: blobs.slice(0, 1) }));
    expect(read.slices).toEqual([{ id: 'a', start: 0, size: 3, crcs: { CRC32: crc.value } }]);
  });

  it('with a composite or another checksum, knows no CRC', () => {
    for (const checksum of [sha, { ...crc, type: 'COMPOSITE' }]) {
      const read = parseObjectRecord(JSON.stringify({ ...object, checksum, blobs: blobs.slice(0, 1) }));
      expect(read.slices).toEqual([{ id: 'a', start: 0, size: 3, crcs: {} }]);
    }
  });
});

describe('parsePartRecord', () => {
  const part = { number: 1, etag: '0', modifiedAt: object.modifiedAt };

  it('a record from before there were slices, is one slice with its CRC', () => {
    const read = parsePartRecord(JSON.stringify({ ...part, checksum: crc, blob: blobs[0] }));
    expect(read).toEqual({
      ...part,
      checksum: crc,
      slices: [{ id: 'a', start: 0, size: 3, crcs: { CRC32: crc.value } }],
    });
  });

  it('a record with slices, stays as it is', () => {
    const written = { ...part, slices: [{ id: 'a', start: 5, size: 3, crcs: {} }] };
    expect(parsePartRecord(JSON.stringify(written))).toEqual(written);
  });
});
