import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyoneSignedIn, defineForm } from '../../src/forms/define-form.ts';
import { text } from '../../src/forms/field.ts';
import { fieldOfStep, filenameOf, postNames, uploadStepOf } from '../../src/forms/form-post.ts';
import { InvalidDeclaration } from '../../src/problems/errors.ts';

const fieldName = fc.stringMatching(/^[a-z][a-zA-Z0-9]{0,40}$/);

describe('the posted form', () => {
  it('fieldOfStep, any name of a field, gives the field of the step', () => {
    fc.assert(
      fc.property(fieldName, (field) => {
        expect(fieldOfStep(new URLSearchParams({ [postNames.step]: uploadStepOf(field) }))).toBe(field);
      }),
    );
  });

  it.each(['', 'upload', 'upload:', 'upload:../x', 'remove:files', 'x upload:files'])(
    'fieldOfStep, %j, gives no step',
    (step) => {
      expect(fieldOfStep(new URLSearchParams({ [postNames.step]: step }))).toBeUndefined();
      expect(fieldOfStep(new URLSearchParams())).toBeUndefined();
    },
  );

  it('the names of the posted form, none, could be that of a field', () => {
    for (const name of Object.values(postNames)) {
      const declare = () =>
        defineForm({
          ...{ slug: 'notes', title: 'Notes', description: 'Notes.', submit: anyoneSignedIn, review: anyoneSignedIn },
          fields: { [name]: text({ label: 'Field' }) },
        });
      expect(declare).toThrow(InvalidDeclaration);
    }
    fc.assert(fc.property(fieldName, fieldName, (field, other) => filenameOf(field) !== other));
  });
});
