import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { User } from '../../src/accounts/users/user.ts';
import { anyoneSignedIn, defineForm } from '../../src/forms/define-form.ts';
import { maxTextLength, textarea } from '../../src/forms/field.ts';
import { filledInForm } from '../../src/submissions/filled-in-form.ts';
import { fromFormPost, readSubmissionInput } from '../../src/submissions/input.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';

const form = defineForm({
  slug: 'notes',
  title: 'Notes',
  description: 'Send a note.',
  fields: { note: textarea({ label: 'Note', maxLength: maxTextLength }) },
  submit: anyoneSignedIn,
  review: anyoneSignedIn,
});

let testApp: TestApp;
let user: User;
beforeAll(async () => {
  testApp = await startTestApp();
  ({ user } = await testApp.signUp());
});
afterAll(() => testApp.close());

const read = (post: URLSearchParams) => readSubmissionInput(form, fromFormPost(form, post));
const showAgain = async (note: string) => {
  const post = new URLSearchParams({ note, idempotencyKey: 'key-of-a-note' });
  const { fields } = await filledInForm(testApp.dependencies, form, user, post);
  return fields[0]?.value ?? '';
};

describe('filledInForm', () => {
  it('filledInForm, any values that its fields take, keeps line ends and blanks', async () => {
    const part = fc.tuple(fc.constantFrom('a', 'ä"', '\r\n', '  ', '\u{1f97e}'), fc.nat(20_000));
    const note = fc
      .array(part, { maxLength: 4 })
      .map((parts) => parts.map(([text, count]) => text.repeat(count)).join(''));
    await fc.assert(
      fc.asyncProperty(note, async (filledIn) => {
        const post = new URLSearchParams({ note: filledIn, idempotencyKey: 'key-of-a-note' });
        const taken = read(post);
        fc.pre(!Array.isArray(taken));
        post.set('note', await showAgain(filledIn));
        expect(read(post)).toEqual(taken);
      }),
      { numRuns: 50 },
    );
  });

  it('filledInForm, a longer value than any field takes, is cut to that length', async () => {
    expect(await showAgain('"'.repeat(900_000))).toHaveLength(maxTextLength);
  });
});
