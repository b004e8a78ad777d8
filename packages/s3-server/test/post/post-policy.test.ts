import { describe, expect, it } from 'vitest';
import { readPolicy } from '../../src/post/post-policy.ts';

const read = (policy: unknown) =>
  readPolicy(Buffer.from(typeof policy === 'string' ? policy : JSON.stringify(policy)).toString('base64'));
const expiration = '2030-01-01T00:00:00.000Z';

describe('readPolicy', () => {
  it('conditions in either notation, gives them and the narrowest size', () => {
    const conditions = [
      { Key: 'a' },
      ['eq', '$acl', 'b'],
      ['starts-with', '$x', ''],
      ['content-length-range', 1, '100'],
      ['content-length-range', 5, 200],
    ];
    expect(read({ expiration, conditions })).toMatchObject({
      conditions: [
        { field: 'key', value: 'a' },
        { field: 'acl', operator: 'eq' },
        { field: 'x', operator: 'starts-with' },
      ],
      minBytes: 5,
      maxBytes: 100,
    });
  });

  it.each([
    ['no JSON', '{'],
    ['no object', []],
    ['no expiration', { conditions: [] }],
    ['an expiration that is no date', { expiration: '2030-99-01T00:00:00Z', conditions: [] }],
    ['a local time', { expiration: '2030-01-01T00:00:00', conditions: [] }],
    ['no conditions', { expiration }],
    ['an unknown member', { expiration, conditions: [], version: 2 }],
    ['two fields in a condition', { expiration, conditions: [{ a: 'b', c: 'd' }] }],
    ['an unknown operator', { expiration, conditions: [['ends-with', '$key', 'x']] }],
    ['a field without $', { expiration, conditions: [['eq', 'key', 'x']] }],
    ['a value that is no text', { expiration, conditions: [{ key: 1 }] }],
    ['sizes in the wrong order', { expiration, conditions: [['content-length-range', 2, 1]] }],
    ['a negative size', { expiration, conditions: [['content-length-range', -1, 1]] }],
    ['a size that is none', { expiration, conditions: [['content-length-range', 0, 'many']] }],
    ['a condition that is none', { expiration, conditions: [null] }],
  ])('with %s, throws', (_, policy) => {
    expect(() => read(policy)).toThrow(expect.objectContaining({ code: 'InvalidPolicyDocument' }));
  });
});
