import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { User } from '../../src/accounts/users/user.ts';
import type { Form } from '../../src/forms/define-form.ts';
import type { Field } from '../../src/forms/field.ts';
import { declarationOf, isSameField, versionOf } from '../../src/forms/form-declaration.ts';
import { postNames } from '../../src/forms/form-post.ts';
import { createForms } from '../../src/forms/registry.ts';
import { keepVersion } from '../../src/forms/versions.ts';
import { de } from '../../src/messages/de.ts';
import type { FieldValue, FileRecord, SubmissionRecord } from '../../src/records/submission-records.ts';
import { SubmissionJson } from '../../src/routes/submissions/schemas.ts';
import { carryOver } from '../../src/submissions/carry-over.ts';
import { describeSubmission } from '../../src/submissions/describe-submission.ts';
import { fromFormPost, readSubmissionInput } from '../../src/submissions/input.ts';
import { summariseSubmissions, toReceipt } from '../../src/submissions/receipt.ts';
import { newId } from '../../src/values/id.ts';
import { PageMessages } from '../../src/views/language.tsx';
import { ReceiptPage } from '../../src/views/receipt-page.tsx';
import { SubmissionsPage } from '../../src/views/submissions-page.tsx';
import { mutations } from '../forms/mutations.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';

const noForms = createForms([]);
/** Each form as the version of something stored, with each form as the current one. */
const pairs = [...mutations].flatMap(([was, stored]) =>
  [...mutations].map(([is, current]) => ({ name: `${was} → ${is}`, stored, current })),
);

let testApp: TestApp;
let reader: User;
beforeAll(async () => {
  testApp = await startTestApp();
  ({ user: reader } = await testApp.signUp());
  await Promise.all([...mutations.values()].map((form) => keepVersion(testApp.dependencies, form)));
});
afterAll(() => testApp.close());

function filledIn({ type, limits, options }: Field): FieldValue {
  if (type === 'checkbox') return true;
  if (type === 'number') return (limits.min ?? 0) + (limits.step ?? 1);
  if (type === 'select') return options?.[0]?.value ?? '';
  return type === 'email' ? 'ada@example.com' : 'Boots';
}

function fileOf(name: string): FileRecord {
  const id = newId();
  return {
    id,
    key: `files/${id}`,
    filename: `${name}.png`,
    contentType: 'image/png',
    size: 5,
    sha256: null,
    crc32: null,
  };
}

/** A submission of this version with a value in each field, and one that no version asked for. */
function submissionOf(form: Form): SubmissionRecord {
  const mapped = <From, To>(all: Readonly<Record<string, From>>, map: (from: From, name: string) => To) =>
    Object.fromEntries(Object.entries(all).map(([name, each]) => [name, map(each, name)]));
  return {
    id: newId(),
    number: 7,
    form: form.slug,
    formVersion: versionOf(form),
    submittedAt: '2026-01-02T03:04:05.000Z',
    submitter: { id: reader.id, username: reader.username },
    fields: { ghost: 'still here', ...mapped(form.fields, filledIn) },
    files: mapped(form.fileFields, (_field, name) => [fileOf(name)]),
  };
}

const receiptWith = (current: ReturnType<typeof createForms>, submission: SubmissionRecord) =>
  toReceipt(testApp.dependencies, current, reader, submission);
const summaryWith = async (current: ReturnType<typeof createForms>, submission: SubmissionRecord) =>
  (await summariseSubmissions(testApp.dependencies, current, reader, [submission]))[0];

describe('a stored submission, for every pair of its version and the current one', () => {
  it('toReceipt, every pair, is what it was when it was sent', async () => {
    for (const { name, stored, current } of pairs) {
      const submission = submissionOf(stored);
      const then = await receiptWith(createForms([stored]), submission);
      expect(await receiptWith(createForms([current]), submission), name).toEqual(then);
      expect(then.fields.map(({ label }) => label)).toEqual([
        ...declarationOf(stored).fields.map(({ label }) => label),
        'ghost',
      ]);
      expect(then.fields.at(-1)?.value).toBe('still here');
      expect(then.files.map(({ label }) => label)).toEqual(declarationOf(stored).fileFields.map(({ label }) => label));
    }
  });

  it('ReceiptPage and SubmissionsPage, every version, render labels and options of that version in German', async () => {
    for (const [name, stored] of mutations) {
      const submission = submissionOf(stored);
      const receipt = await receiptWith(noForms, submission);
      const summary = await summaryWith(noForms, submission);
      const list = summary ? [summary] : [];
      const html = String(
        <PageMessages.Provider value={de}>
          <ReceiptPage {...receipt} isJustSent />
          <SubmissionsPage submissions={list} nextPath={null} />
        </PageMessages.Provider>,
      );
      for (const { label, options } of declarationOf(stored).fields)
        for (const text of [label, ...(options?.slice(0, 1).map((option) => option.label) ?? [])])
          expect(html, name).toContain(typeof text === 'string' ? text : (text.de ?? text.en ?? text.fr));
      expect(html).toContain('still here');
    }
  });

  it('summariseSubmissions, every pair, is what it was when it was sent', async () => {
    for (const { name, stored, current } of pairs) {
      const submission = submissionOf(stored);
      const then = await summaryWith(createForms([stored]), submission);
      expect(await summaryWith(createForms([current]), submission), name).toEqual(then);
      expect(then?.formTitle).toEqual(declarationOf(stored).title);
    }
  });

  it('describeSubmission, every version, is as the API documents it', () => {
    for (const [name, stored] of mutations) {
      const described = describeSubmission(submissionOf(stored));
      expect(SubmissionJson().safeParse(JSON.parse(JSON.stringify(described))).error, name).toBeUndefined();
      expect(described.formVersion).toBe(versionOf(stored));
    }
  });

  it('toReceipt, a submission without a version, is shown by the current declaration', async () => {
    const [, without] = [...mutations.values()];
    if (!without) throw new Error('There is no second form.');
    const { formVersion, ...submission } = submissionOf(without);
    for (const current of mutations.values()) {
      const receipt = await receiptWith(createForms([current]), submission);
      expect(receipt.formTitle).toEqual(declarationOf(current).title);
    }
    expect(describeSubmission(submission).formVersion).toBeNull();
  });

  it('toReceipt, a version that the table does not have, is shown by the current declaration', async () => {
    for (const current of mutations.values()) {
      const submission = { ...submissionOf(current), formVersion: 'v'.repeat(43) };
      const receipt = await receiptWith(createForms([current]), submission);
      expect(receipt.fields).toHaveLength(Object.keys(current.fields).length + 1);
      expect(receipt.formTitle).toEqual(declarationOf(current).title);
      expect((await receiptWith(noForms, submission)).formTitle).toBe('survey');
    }
  });
});

/** What a page of this version posts when everything on it is filled in. */
function postOf(form: Form): URLSearchParams {
  const { fields, files } = submissionOf(form);
  const post = new URLSearchParams({ [postNames.formVersion]: versionOf(form) });
  for (const name of Object.keys(form.fields)) post.set(name, fields[name] === true ? 'on' : String(fields[name]));
  for (const name of Object.keys(form.fileFields)) post.set(name, files[name]?.[0]?.id ?? '');
  return post;
}

/** The names of the fields of a version that the current one takes over. */
function takenBy(stored: Form, current: Form, kind: 'post' | 'draft'): string[] {
  const declared = { was: declarationOf(stored).fields, is: declarationOf(current).fields };
  const ordinary = declared.was.filter((was) =>
    declared.is.some((is) => is.name === was.name && (kind === 'post' ? is.type === was.type : isSameField(is, was))),
  );
  const files = Object.keys(stored.fileFields).filter((name) => name in current.fileFields);
  return [...ordinary.map(({ name }) => name), ...files];
}

describe('a page of an older version, for every pair of its version and the current one', () => {
  it.each(['post', 'draft'] as const)(
    'carryOver, a %s of every pair, keeps what fits and names the rest',
    async (kind) => {
      for (const { name, stored, current } of pairs) {
        const posted = postOf(stored);
        const { post, dropped } = await carryOver(testApp.dependencies, current, posted, kind);
        const taken = takenBy(stored, current, kind);
        expect([...post.keys()].sort(), name).toEqual([...taken].sort());
        for (const field of taken) expect(post.get(field)).toBe(posted.get(field));
        const { fields, fileFields } = declarationOf(stored);
        const left = [...fields, ...fileFields].filter((field) => !taken.includes(field.name));
        expect(dropped, name).toEqual(left.map(({ label }) => label));
      }
    },
  );

  it('readSubmissionInput, a post of every pair, is judged at fields of the current form only', async () => {
    let accepted = 0;
    for (const { name, stored, current } of pairs) {
      const { post } = await carryOver(testApp.dependencies, current, postOf(stored), 'post');
      const input = readSubmissionInput(current, fromFormPost(current, post));
      if (!Array.isArray(input)) accepted += 1;
      else
        for (const { field } of input) expect({ ...current.fields, ...current.fileFields }, name).toHaveProperty(field);
    }
    // Most changes take nothing from what an older page has sent.
    expect(accepted).toBeGreaterThan(pairs.length / 2);
  });

  it('carryOver, a page on which nothing is filled in, drops nothing', async () => {
    for (const { name, stored, current } of pairs) {
      const post = new URLSearchParams(
        [...postOf(stored)].map(([field, value]) => [field, field === postNames.formVersion ? value : ' ']),
      );
      expect((await carryOver(testApp.dependencies, current, post, 'post')).dropped, name).toEqual([]);
    }
  });
});
