import { textTypes } from '../../src/files/media-type.ts';
import { admins, anyoneSignedIn, defineForm } from '../../src/forms/define-form.ts';
import { files, number, select, text } from '../../src/forms/field.ts';

/** A form with a field of each kind that reviewers filter, sort and search by. */
export const claims = declareClaims();

/** Declares the form anew, as a later source may. */
export function declareClaims(changes: Partial<Pick<Parameters<typeof defineForm>[0], 'searched' | 'sorts'>> = {}) {
  return defineForm({
    slug: 'claims',
    title: 'Claims',
    description: 'Money back.',
    fields: {
      title: text({ label: 'Title', required: true }),
      kind: select({ label: 'Kind', options: ['travel', 'books'].map((value) => ({ value, label: value })) }),
      amount: number({ label: 'Amount' }),
      proof: files({ label: 'Proof', accept: [textTypes], maxBytes: 1000, minFiles: 0, maxFiles: 2 }),
    },
    submit: anyoneSignedIn,
    review: admins,
    ...changes,
  });
}
