import { describe, expect, it } from 'vitest';
import { describeTags, operationTag, type Tag } from '../../src/openapi/tag.ts';

const forms: Tag = { name: 'Forms', description: 'The forms.' };
const health: Tag = { name: 'Health', description: 'The checks.' };
const tagged = (...tags: readonly (Tag | string)[]) => tags.map((tag) => ({ [operationTag]: tag }));

describe('describeTags', () => {
  it('tags that some operations describe and others name, stand once, in the order of their first use', () => {
    expect(describeTags(tagged('Health', forms, health, 'Forms'))).toEqual([health, forms]);
  });

  it('an operation without a tag, is passed over', () => {
    expect(describeTags([{}, ...tagged(forms)])).toEqual([forms]);
  });

  it('a tag that no operation describes, throws an error that names it', () => {
    expect(() => describeTags(tagged(forms, 'Exports'))).toThrow('"Exports"');
  });
});
