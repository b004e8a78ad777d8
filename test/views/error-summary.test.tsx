import { describe, expect, it } from 'vitest';
import { message } from '../../src/messages/message.ts';
import { type FieldError, Problem } from '../../src/problems/problem.ts';
import { ErrorSummary } from '../../src/views/error-summary.tsx';
import { render } from '../support/render.tsx';

const labels = { title: 'Title', note: { de: 'Notiz' }, files: 'Files' };
const invalid = (...errors: FieldError[]) => new Problem('invalid', 'form-invalid', { errors });

/** Renders the summary and returns the texts of its elements. */
function textsOf(problem: Problem, heading?: string) {
  const html = render(<ErrorSummary problem={problem} labels={labels} {...(heading && { heading })} />);
  const texts = (tag: string) => [...html.matchAll(new RegExp(`<${tag}>(.*?)</${tag}>`, 'g'))].map(([, text]) => text);
  return { headings: texts('h2'), sentences: texts('p'), links: texts('li') };
}

describe('ErrorSummary', () => {
  it('ErrorSummary, no problem, renders nothing', () => {
    expect(render(<ErrorSummary problem={undefined} labels={labels} />)).toBe('');
  });

  it('ErrorSummary, problems of fields, links to each in the order of the page', () => {
    const problem = invalid(
      { field: 'files', message: message('files-missing', { min: 1 }) },
      { field: 'title', message: message('value-missing') },
    );
    expect(textsOf(problem)).toEqual({
      headings: [],
      sentences: ['Please check:'],
      links: ['<a href="#title">Title: Fill in this field.</a>', '<a href="#files">Files: Choose a file.</a>'],
    });
  });

  it('ErrorSummary, a sentence with the label in it, is without the label', () => {
    const missing = (label: string, sentence: string) =>
      textsOf(invalid({ field: 'title', message: message('field-missing', { label, missing: sentence }) })).links;
    expect(missing('Title', 'Enter a title.')).toEqual(['<a href="#title">Enter a title.</a>']);
    // A part of a word is no label.
    expect(missing('Title', 'Leave it untitled.')).toEqual(['<a href="#title">Title: Leave it untitled.</a>']);
  });

  it('ErrorSummary, a label in another language, names it', () => {
    expect(textsOf(invalid({ field: 'note', message: message('value-missing') })).links).toEqual([
      '<a href="#note"><span lang="de">Notiz</span>: Fill in this field.</a>',
    ]);
  });

  it('ErrorSummary, with a heading, needs no sentence above the links', () => {
    const problem = invalid({ field: 'title', message: message('value-missing') });
    expect(textsOf(problem, 'Nothing has been sent yet')).toMatchObject({
      headings: ['Nothing has been sent yet'],
      sentences: [],
    });
  });

  it('ErrorSummary, a problem of no field of the page, has its own sentence', () => {
    for (const problem of [
      invalid({ field: 'other', message: message('value-missing') }),
      new Problem('invalid', 'form-invalid'),
    ])
      expect(textsOf(problem).sentences).toEqual(['Some fields need your attention. Nothing has been sent yet.']);
    const taken = new Problem('conflict', 'email-of-another', {
      errors: [{ field: 'title', message: message('email-of-another-field') }],
    });
    expect(textsOf(taken)).toMatchObject({
      sentences: ['This email belongs to another account. Use another one.'],
      links: [expect.stringContaining('#title')],
    });
  });

  it('ErrorSummary, an expired sign-in, is a caution', () => {
    const html = render(<ErrorSummary problem={new Problem('not-signed-in', 'sign-in-expired')} />);
    expect(html).toContain('class="error-summary notice-caution"');
    expect(render(<ErrorSummary problem={new Problem('not-signed-in', 'credentials-wrong')} />)).toContain(
      'class="error-summary"',
    );
  });
});
