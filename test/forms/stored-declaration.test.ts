import { describe, expect, it } from 'vitest';
import { declarationFormat, declarationOf } from '../../src/forms/form-declaration.ts';
import { declaredForms } from '../../src/forms/registry.ts';
import { readDeclaration } from '../../src/forms/stored-declaration.ts';
import { mutations } from './mutations.ts';

const forms = [...mutations.values(), ...declaredForms.values()];
const stored = (declaration: unknown, format = declarationFormat) =>
  JSON.parse(JSON.stringify({ format, declaration }));
const [form] = forms;
const declaration = form && declarationOf(form);

describe('readDeclaration', () => {
  it('readDeclaration, what was stored of any form, is its declaration', () => {
    for (const each of forms) expect(readDeclaration(stored(declarationOf(each)))).toEqual(declarationOf(each));
  });

  it('readDeclaration, members, types and languages that came later, reads the rest', () => {
    const later = {
      ...declaration,
      steps: [{ title: 'One' }],
      title: { en: 'Survey', xx: 'Later' },
      fields: [{ name: 'day', type: 'date', label: 'Day', required: false, limits: {}, when: { kind: ['x'] } }],
    };
    expect(readDeclaration({ ...stored(later), pk: 'FORM#survey', addedLater: true })).toEqual({
      ...declaration,
      title: { en: 'Survey', xx: 'Later' },
      fields: [{ name: 'day', type: 'date', label: 'Day', required: false, limits: {} }],
    });
  });

  it.each<[string, unknown]>([
    ['no item', undefined],
    ['a text', 'declaration'],
    ['a later format', stored(declaration, declarationFormat + 1)],
    ['no declaration', { format: declarationFormat }],
    ['a declaration without fields', stored({ ...declaration, fields: undefined })],
    ['a label that is a number', stored({ ...declaration, title: 5 })],
    ['a field without a name', stored({ ...declaration, fields: [{ type: 'text', label: 'x' }] })],
  ])('readDeclaration, %s, is none', (_what, item) => {
    expect(readDeclaration(item)).toBeUndefined();
  });
});
