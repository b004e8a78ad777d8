import fc from 'fast-check';
import { describe, it } from 'vitest';
import { anyoneSignedIn, defineForm } from '../../src/forms/define-form.ts';
import { describePathParameters } from '../../src/openapi/parameters.ts';
import { upstreamsJson } from '../../src/upstream/settings.ts';
import { isId } from '../../src/values/id.ts';

const takes = (parameter: string, text: string) => {
  const [described] = describePathParameters(`/{${parameter}}`);
  return new RegExp(String(Object.entries(described?.schema ?? {}).find(([name]) => name === 'pattern')?.[1])).test(
    text,
  );
};
const lengths = fc.nat(70).map((length) => 'a'.repeat(length));
const texts = fc.oneof(fc.string(), fc.stringMatching(/^[a-zA-Z0-9_-]{0,70}$/), lengths);

function isSlug(slug: string): boolean {
  const words = { title: 'Title', description: 'Description.', submit: anyoneSignedIn, review: anyoneSignedIn };
  try {
    return defineForm({ ...words, slug, fields: {} }).slug === slug;
  } catch {
    return false;
  }
}

describe('pathParameters', () => {
  it.each<[string, (text: string) => boolean]>([
    ['id', isId],
    ['form', isSlug],
    [
      'name',
      (text) =>
        upstreamsJson.safeParse(`{${JSON.stringify(text)}: {"url": "http://a.example", "access": "admins"}}`).success,
    ],
  ])('pathParameters, %s, accepts the same as the app', (parameter, isTaken) => {
    fc.assert(
      fc.property(texts, (text) => takes(parameter, text) === isTaken(text)),
      { numRuns: 1000, examples: [['__proto__'], ['constructor'], ['']] },
    );
  });
});
