import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { admins, defineForm, type Form } from '../../src/forms/define-form.ts';
import { checkbox, select, text } from '../../src/forms/field.ts';
import { declarationOf, isSameField, readVersion, versionOf } from '../../src/forms/form-declaration.ts';
import { declaredForms } from '../../src/forms/registry.ts';
import type { Text } from '../../src/messages/text.ts';
import { first, mutations } from './mutations.ts';

type Members = Record<string, unknown>;

/** Returns a copy of plain data whose objects have their members in the opposite order; code stays what it is. */
function reordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reordered);
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, member]) => [name, reordered(member)]),
  );
}

/** Every place of plain data in a declaration, as a path of names and positions. */
function placesIn(value: unknown, path: (string | number)[] = []): (string | number)[][] {
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value).flatMap(([name, member]) => placesIn(member, [...path, name]));
}

/** Returns a field with one value of its data replaced; its code stays what it is. */
function replaced(value: unknown, [name, ...rest]: (string | number)[], by: (old: unknown) => unknown): unknown {
  if (name === undefined) return by(value);
  if (Array.isArray(value))
    return value.map((member, at) => (at === Number(name) ? replaced(member, rest, by) : member));
  const members = value as Members;
  return { ...members, [name]: replaced(members[name], rest, by) };
}

const another = (old: unknown) => {
  if (typeof old === 'string') return `${old}x`;
  return typeof old === 'number' ? old + 1 : !old;
};

const someText: fc.Arbitrary<Text> = fc.oneof(
  fc.string({ minLength: 1 }),
  fc.record({ en: fc.string(), de: fc.string(), ar: fc.string() }, { requiredKeys: ['en'] }),
);

describe('versionOf', () => {
  it('versionOf, the same declaration made twice, is the same', () => {
    expect(versionOf(defineForm(first))).toBe(versionOf(defineForm({ ...first })));
    expect(readVersion(versionOf(defineForm(first)))).toBe(versionOf(defineForm(first)));
  });

  it('versionOf, members in another order, is the same', () => {
    for (const form of [...mutations.values(), ...declaredForms.values()]) {
      const { fields, fileFields, ...rest } = form;
      const inside = (all: Readonly<Record<string, unknown>>) =>
        Object.fromEntries(Object.entries(all).map(([name, field]) => [name, reordered(field)]));
      const other = { ...(reordered(rest) as Members), fields: inside(fields), fileFields: inside(fileFields) };
      // Only the order of members is another one.
      expect(versionOf(other as unknown as Form)).toBe(versionOf(form));
    }
  });

  it('versionOf, other functions for the same data, is the same', () => {
    expect(versionOf(defineForm({ ...first, submit: admins, review: () => false }))).toBe(versionOf(defineForm(first)));
  });

  it('versionOf, a text as a string and as a text of the deployment, is the same', () => {
    const as = (description: Text) => versionOf(defineForm({ ...first, description }));
    expect(as({ en: 'What we ask.' })).toBe(as('What we ask.'));
  });

  it('versionOf, every pair of declarations that differ in one thing, is another one', () => {
    const versions = [...mutations.values()].map(versionOf);
    expect(new Set(versions).size).toBe(mutations.size);
  });

  it('versionOf, any single value of any member replaced, is another one', () => {
    for (const form of [...mutations.values(), ...declaredForms.values()]) {
      const {
        maySubmit,
        mayReview,
        mayDecide,
        isBusy,
        review,
        keepForDays,
        scan,
        shares,
        fields,
        fileFields,
        ...words
      } = form;
      const data = {
        ...words,
        fields: Object.fromEntries(Object.entries(fields).map(([name, { schema, ...field }]) => [name, field])),
        fileFields: Object.fromEntries(
          Object.entries(fileFields).map(([name, { type, accept, ...field }]) => [
            name,
            { ...field, accept: accept.map(({ mime }) => ({ mime })) },
          ]),
        ),
      };
      const versions = placesIn(data).map((path) => versionOf(replaced(data, path, another) as unknown as Form));
      // The data alone, without the code, has the version of the form, and each change of it another.
      expect(versionOf(data as unknown as Form)).toBe(versionOf(form));
      expect(versions.length).toBeGreaterThan(10);
      expect(new Set([versionOf(form), ...versions]).size).toBe(versions.length + 1);
    }
  });

  it('versionOf, two random forms, is the same only for the same data', () => {
    const form = fc
      .record({ label: someText, hint: someText, required: fc.boolean(), maxLength: fc.integer({ min: 1, max: 3 }) })
      .map((terms) => defineForm({ ...first, fields: { title: text(terms) } }));
    fc.assert(
      fc.property(form, form, (one, other) => {
        const isSame = JSON.stringify(declarationOf(one)) === JSON.stringify(declarationOf(other));
        expect(versionOf(one) === versionOf(other)).toBe(isSame);
      }),
    );
  });
});

describe('readVersion', () => {
  it.each([null, '', 'x', 'a'.repeat(42), 'a'.repeat(44), `${'a'.repeat(42)}#`, `${'a'.repeat(43)}\n`])(
    'readVersion, %j, is none',
    (given) => {
      expect(readVersion(given)).toBeUndefined();
    },
  );
});

describe('isSameField', () => {
  const fieldOf = (field: ReturnType<typeof text>) => {
    const [declared] = declarationOf(defineForm({ ...first, fields: { field } })).fields;
    if (!declared) throw new Error('The form has no field.');
    return declared;
  };
  const options = [{ value: 's', label: 'Small' }];
  const cases: [string, ReturnType<typeof text>, ReturnType<typeof text>, boolean][] = [
    ['other texts', text({ label: 'A', hint: 'B' }), text({ label: { de: 'C' } }), true],
    ['another length', text({ label: 'A' }), text({ label: 'A', maxLength: 5 }), false],
    ['one that must be filled in', text({ label: 'A' }), text({ label: 'A', required: true }), false],
    ['another type', text({ label: 'A' }), checkbox({ label: 'A' }), false],
    [
      'other labels of options',
      select({ label: 'A', options }),
      select({ label: 'A', options: [{ value: 's', label: 'Tiny' }] }),
      true,
    ],
    ['other options', select({ label: 'A', options }), select({ label: 'A', options: [] }), false],
  ];
  it.each(cases)('isSameField, %s, is as declared', (_what, one, other, isSame) => {
    expect(isSameField(fieldOf(one), fieldOf(other))).toBe(isSame);
  });
});
