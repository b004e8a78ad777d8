import { expect, test } from 'vitest';
import { spilledHeaderNames } from '../../packages/lambda-adapter/src/spill-objects.ts';
import { signedHeaders, storedHeaders } from '../../src/storage/spill-headers.ts';

// The adapter and the bucket may not import each other, so that each has its list of these headers.
test.each(spilledHeaderNames)('signedHeaders, %s sent by the adapter, are stored by the bucket', (name) => {
  expect(Object.values(storedHeaders({ [name]: 'ascii' })).filter(Boolean)).toEqual(['ascii']);
  expect(signedHeaders({ [name]: 'größe' })).toEqual({ [`response-${name}`]: 'größe' });
});

test('storedHeaders, each stored by the bucket, are sent by the adapter', () => {
  expect(Object.keys(storedHeaders({}))).toHaveLength(spilledHeaderNames.length);
});
