import { describe, expect, it } from 'vitest';
import type { User } from '../../src/accounts/users/user.ts';
import { admins, anyoneSignedIn, defineForm } from '../../src/forms/define-form.ts';
import { createForms, findFileField, findForm, formsFor } from '../../src/forms/registry.ts';
import { inWords } from '../support/problems-in-words.ts';

const words = { title: 'Title', description: 'Description.', fields: {}, review: admins };
const open = defineForm({ ...words, slug: 'open', submit: anyoneSignedIn });
const closed = defineForm({ ...words, slug: 'closed', submit: admins });
const forms = createForms([closed, open]);
const user: User = { id: 'user-one', email: 'a@b.example', username: 'A', role: 'user', isActive: true };

describe('the forms', () => {
  it('the registry of forms, a user, offers those for the user in declared order', () => {
    expect(formsFor(forms, { ...user, role: 'admin' })).toEqual([closed, open]);
    expect(formsFor(forms, user)).toEqual([open]);
  });

  it('the registry of forms, another user, offers them not (attack 2)', () => {
    expect(findForm(forms, user, 'open')).toBe(open);
    expect(inWords(findForm(forms, user, 'closed'))).toMatchObject({
      kind: 'not-found',
      detail: 'There is no such form.',
    });
    expect(findFileField(forms, user, 'closed', 'files')).toMatchObject({ kind: 'not-found' });
  });
});
