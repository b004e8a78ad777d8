import { expect, it } from 'vitest';
import { hashOf } from '../../src/values/hash.ts';

it('hashOf, a text, hashes as ever, so that stored hashes are found', () => {
  expect(hashOf('')).toBe('47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU');
  expect(hashOf('grün')).not.toBe(hashOf('gru\u0308n'));
});
