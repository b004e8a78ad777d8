import { expect, it } from 'vitest';
import { hashOf } from '../../src/values/hash.ts';

it('hashes as it always did: what the table holds is found again', () => {
  expect(hashOf('')).toBe('47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU');
  expect(hashOf('grün')).not.toBe(hashOf('gru\u0308n'));
});
