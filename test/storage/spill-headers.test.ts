import { expect, test } from 'vitest';
import { spilledHeaderNames } from '../../packages/lambda-adapter/src/spill-objects.ts';
import { signedHeaders, storedHeaders } from '../../src/storage/spill-headers.ts';

// The adapter and the bucket may not import each other, so that each has its list of these headers.
test.each(spilledHeaderNames)('what the adapter sends with spilled bytes, the bucket keeps: %s', (name) => {
  expect(Object.values(storedHeaders({ [name]: 'ascii' })).filter(Boolean)).toEqual(['ascii']);
  expect(signedHeaders({ [name]: 'größe' })).toEqual({ [`response-${name}`]: 'größe' });
});

test('what the bucket keeps with spilled bytes, the adapter sends', () => {
  expect(Object.keys(storedHeaders({}))).toHaveLength(spilledHeaderNames.length);
});
