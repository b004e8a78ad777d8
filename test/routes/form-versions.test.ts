import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../../src/app.ts';
import { jpeg, pdf, png } from '../../src/files/media-type.ts';
import { anyoneSignedIn, defineForm, type Form } from '../../src/forms/define-form.ts';
import { checkbox, files, number, select, text, textarea } from '../../src/forms/field.ts';
import { versionOf } from '../../src/forms/form-declaration.ts';
import { createForms, type Forms } from '../../src/forms/registry.ts';
import { keepVersions } from '../../src/forms/versions.ts';
import { putItem } from '../../src/records/item.ts';
import { createRecords } from '../../src/records/records.ts';
import { createTable } from '../../src/records/table.ts';
import { Client } from '../support/client.ts';
import { failNext, replaceMethod } from '../support/faults.ts';
import { contentOf, readPage } from '../support/page.ts';
import { jpegOf, pngOf } from '../support/sample-files.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';
import { upload } from '../support/uploading.ts';

const ofSurvey = { slug: 'survey', description: 'What we ask.', submit: anyoneSignedIn, review: anyoneSignedIn };
const pictures = { label: 'Pictures', accept: [png, jpeg], maxBytes: 100_000, minFiles: 0, maxFiles: 3 };

const first = defineForm({
  ...ofSurvey,
  title: { en: 'Survey', de: 'Umfrage' },
  fields: {
    size: select({
      label: 'Size',
      options: [
        { value: 's', label: { en: 'Small', de: 'Klein' } },
        { value: 'l', label: 'Large' },
      ],
    }),
    name: text({ label: { en: 'Name', de: 'Vorname' }, required: true }),
    remark: textarea({ label: { en: 'Remark', de: 'Bemerkung' } }),
    consent: text({ label: 'Consent in words' }),
    pictures: files(pictures),
    plans: files({ ...pictures, label: 'Plans' }),
  },
});

const second = defineForm({
  ...ofSurvey,
  title: { en: 'Poll', de: 'Abstimmung' },
  fields: {
    name: text({ label: 'Full name', required: true, maxLength: 20 }),
    size: select({ label: 'Fit', options: [{ value: 's', label: 'Tight' }] }),
    consent: checkbox({ label: 'I agree' }),
    amount: number({ label: 'Amount' }),
    pictures: files({ ...pictures, maxBytes: 2000, picture: { minPixels: 1, maxPixels: 10 } }),
  },
});

/** As the second, with one question more that must be answered. */
const third = defineForm({
  ...ofSurvey,
  title: 'Poll',
  fields: { ...second.fields, reason: text({ label: 'Reason', missing: 'Say why.', required: true }) },
});

let testApp: TestApp;
beforeAll(async () => {
  testApp = await startTestApp({ replace: () => ({ forms: createForms([first]) }) });
});
afterAll(() => testApp.close());

/** Starts the app as a new process with other forms, over the same table and bucket, and counts its calls to the table. */
function startProcess(forms: Forms) {
  const table = createTable(testApp.config);
  const calls: string[] = [];
  table.documents.middlewareStack.add(
    (next, { commandName = '' }) =>
      (given) => {
        calls.push(commandName);
        return next(given);
      },
    { step: 'finalizeRequest', name: 'countCalls', priority: 'low' },
  );
  const records = createRecords(table);
  const dependencies = { ...testApp.dependencies, forms, records };
  const app = createApp(dependencies);
  const clientOf = (client: Client) => {
    const other = new Client(app, dependencies.publicUrl);
    for (const [name, value] of client.cookies) other.cookies.set(name, value);
    return other;
  };
  return { calls, records, clientOf };
}

const browser = { accept: 'text/html' };
type Post = Record<string, string | readonly string[]>;

async function openPage(client: Client, path = '/forms/survey', headers: Record<string, string> = {}) {
  return readPage(await client.get(path, { ...browser, ...headers }));
}

const send = (client: Client, form: Post, headers = {}) =>
  client.post('/forms/survey', { form, headers: { ...browser, ...headers } });

/** What the page of the first version posts. */
const ofFirstPage = { formVersion: versionOf(first), size: 's', name: 'Ada' };

async function submitTo(client: Client, json: object): Promise<string> {
  const response = await client.post('/forms/survey', { json });
  if (response.status !== 201) throw new Error(await response.text());
  return (await response.json()).id;
}

/** The labels in the notice of what was left out. */
function leftOutOn(html: string): string[] {
  const list = /<div class="notice notice-caution" role="status">.*?<ul>(.*?)<\/ul>/s.exec(html)?.[1] ?? '';
  return [...list.matchAll(/<li><bdi>(?:<span[^>]*>)?([^<]*)/g)].map(([, label = '']) => label);
}

/** A person who has a page of the first version open, while the app goes on with another one. */
async function betweenVersions(current: Form = second) {
  const { client } = await testApp.signUp();
  const process = startProcess(createForms([current]));
  return { before: client, after: process.clientOf(client), process };
}

describe('GET /submissions/{id} after the form has changed', () => {
  it('GET /submissions/{id}, sent to an earlier version, has its labels, options and order', async () => {
    const { before, after } = await betweenVersions();
    const plans = await upload(before, { form: 'survey', field: 'plans', filename: 'a.png', bytes: pngOf(20, 20) });
    const id = await submitTo(before, { name: 'Ada', size: 's', remark: 'Hello', plans: [plans] });
    const words = (html: string) =>
      [...contentOf(html).matchAll(/<d[td][^>]*>(.*?)<\/d[td]>/gs)].map(([, inner = '']) =>
        inner.replace(/<[^>]*>/g, ''),
      );
    const then = await openPage(before, `/submissions/${id}`);
    const now = await openPage(after, `/submissions/${id}`);
    expect(words(now.html)).toEqual(words(then.html));
    expect(words(now.html).slice(4)).toEqual(
      expect.arrayContaining(['Size', 'Small', 'Name', 'Ada', 'Remark', 'Hello', 'Plans']),
    );
    expect(now.html).toContain('Survey no. ');

    const german = await openPage(after, `/submissions/${id}`, { 'accept-language': 'de' });
    for (const word of ['Umfrage', 'Klein', 'Vorname', 'Bemerkung']) expect(german.html).toContain(word);
    const list = await openPage(after, '/submissions');
    expect(list.html).toContain('Survey no. ');
    const home = await openPage(after, '/');
    expect(home.html).toContain('Survey no. ');
  });

  it('GET /submissions/{id} as JSON, names the version that the form had', async () => {
    const { before, after } = await betweenVersions();
    const id = await submitTo(before, { name: 'Ada' });
    const { version } = await (await before.get('/forms/survey')).json();
    expect(version).toBe(versionOf(first));
    expect((await (await after.get('/forms/survey')).json()).version).toBe(versionOf(second));
    expect((await (await after.get('/forms')).json()).items[0].version).toBe(versionOf(second));
    expect((await (await after.get(`/submissions/${id}`)).json()).formVersion).toBe(version);
    expect((await (await after.get('/submissions')).json()).items[0].formVersion).toBe(version);
  });

  it('GET /submissions/{id}, the form no longer exists, still has its labels', async () => {
    const { before, process } = await betweenVersions();
    const id = await submitTo(before, { name: 'Ada', size: 'l' });
    const after = startProcess(createForms([])).clientOf(before);
    const page = await openPage(after, `/submissions/${id}`);
    for (const word of ['Survey no. ', 'Large', 'Name']) expect(page.html).toContain(word);
    expect(page.html).not.toContain('Send another');
    expect(process.calls).toEqual([]);
  });

  it('GET /submissions/{id}, from before there were versions, is shown by the current one', async () => {
    const { before, after } = await betweenVersions();
    const id = await submitTo(before, { name: 'Ada', size: 's' });
    const { formVersion, ...record } = (await testApp.dependencies.records.submissions.find(id)) ?? { form: '' };
    await putItem(testApp.table, { ...record, pk: `SUBMISSION#${id}`, sk: 'SUBMISSION' });
    expect(formVersion).toBe(versionOf(first));
    const page = await openPage(after, `/submissions/${id}`);
    for (const word of ['Poll no. ', 'Full name', 'Tight']) expect(page.html).toContain(word);
    expect((await (await after.get(`/submissions/${id}`)).json()).formVersion).toBeNull();
  });

  it('GET /submissions/{id}, a stored version that cannot be read, is shown by the current one', async () => {
    const { before } = await betweenVersions();
    const id = await submitTo(before, { name: 'Ada', size: 's' });
    const other = defineForm({ ...ofSurvey, slug: 'survey', title: 'Damaged', fields: { name: text({ label: 'N' }) } });
    const key = { pk: 'FORM#survey', sk: `VERSION#${versionOf(other)}` };
    await putItem(testApp.table, { ...key, format: 1, declaration: { fields: 'none' } });
    const { formVersion, ...record } = (await testApp.dependencies.records.submissions.find(id)) ?? { form: '' };
    await putItem(testApp.table, {
      ...record,
      formVersion: versionOf(other),
      pk: `SUBMISSION#${id}`,
      sk: 'SUBMISSION',
    });
    const page = await openPage(startProcess(createForms([second])).clientOf(before), `/submissions/${id}`);
    expect(page.status).toBe(200);
    for (const word of ['Poll no. ', 'Full name', 'Tight']) expect(page.html).toContain(word);
  });
});

describe('POST /forms/{form} from a page of an older version', () => {
  it('POST /forms/{form}, values that the form still takes, is accepted and says nothing', async () => {
    const { before, after } = await betweenVersions();
    await submitTo(before, { name: 'Someone' });
    const sent = await send(after, ofFirstPage);
    expect(sent.status).toBe(303);
    const page = await openPage(after, sent.headers.get('location') ?? '');
    expect([page.html.includes('Poll no. '), leftOutOn(page.html)]).toEqual([true, []]);
  });

  it('POST /forms/{form}, a value that the form no longer asks for, is named on the receipt', async () => {
    const { before, after } = await betweenVersions();
    await submitTo(before, { name: 'Someone' });
    const sent = await send(after, { ...ofFirstPage, remark: 'Hello', consent: 'I do not' });
    const path = sent.headers.get('location') ?? '';
    const page = await openPage(after, path);
    expect(page.html).toContain('The form changed while it was being filled in. These answers were not kept:');
    expect(leftOutOn(page.html)).toEqual(['Remark', 'Consent in words']);
    expect(leftOutOn((await openPage(after, `${path}&lang=de`)).html)).toEqual(['Bemerkung', 'Consent in words']);
    const { fields, formVersion } = await (await after.get(path)).json();
    // A text is no tick in a box.
    expect([fields, formVersion]).toEqual([
      { name: 'Ada', size: 's', consent: false, amount: null },
      versionOf(second),
    ]);
  });

  it('POST /forms/{form}, a new required field, has its sentence there, and names what is left out', async () => {
    const { before, after } = await betweenVersions(third);
    await submitTo(before, { name: 'Someone' });
    const page = await readPage(await send(after, { ...ofFirstPage, remark: 'Hello' }));
    expect([page.status, page.errorOf('reason'), page.valueOf('name')]).toEqual([422, 'Say why.', 'Ada']);
    expect(page.html).toContain(
      'This form has changed since you opened it. What you filled in here could not be kept:',
    );
    expect(leftOutOn(page.html)).toEqual(['Remark']);
    expect(page.valueOf('formVersion')).toBe(versionOf(third));

    const again = await send(after, { formVersion: versionOf(third), name: 'Ada', reason: 'Because' });
    expect(again.status).toBe(303);
    expect(leftOutOn((await openPage(after, again.headers.get('location') ?? '')).html)).toEqual([]);
  });

  it('POST /forms/{form}, an option that is gone and a text that is too long, have sentences at the fields', async () => {
    const { before, after } = await betweenVersions();
    await submitTo(before, { name: 'Someone' });
    const page = await readPage(await send(after, { ...ofFirstPage, size: 'l', name: 'Ada Augusta Byron King' }));
    expect([page.status, page.errorOf('size'), page.errorOf('name')]).toEqual([
      422,
      'Choose one of the options.',
      'Use at most 20 characters.',
    ]);
    expect(leftOutOn(page.html)).toEqual([]);
  });

  it('POST /forms/{form}, a version that the table does not have, names what is left out by the names of fields', async () => {
    const unseen = defineForm({
      ...ofSurvey,
      title: 'Unseen',
      fields: { name: text({ label: 'Name' }), mood: text({ label: 'Mood' }) },
    });
    const { after } = await betweenVersions();
    const sent = await send(after, {
      formVersion: versionOf(unseen),
      name: 'Ada',
      mood: 'Good',
      'filename:x': 'y',
      '<b>': 'z',
    });
    expect(leftOutOn((await openPage(after, sent.headers.get('location') ?? '')).html)).toEqual(['mood']);
    const many = Object.fromEntries(Array.from({ length: 500 }, (_, at) => [`field${at}`, 'x']));
    const page = await readPage(await send(after, { formVersion: versionOf(unseen), ...many }));
    expect(leftOutOn(page.html)).toHaveLength(20);
  });

  it.each(['', 'x', 'v'.repeat(5000), '<script>'])(
    'POST /forms/{form}, %.9j for a version, is judged as a post of the current one',
    async (formVersion) => {
      const { after } = await betweenVersions();
      const sent = await send(after, { formVersion, name: 'Ada', remark: 'Hello' });
      expect(sent.status).toBe(303);
      expect(leftOutOn((await openPage(after, sent.headers.get('location') ?? '')).html)).toEqual([]);
    },
  );

  it('POST /forms/{form}, from a program without a version, ignores what it does not know', async () => {
    const { after } = await betweenVersions();
    const sent = await after.post('/forms/survey', { form: { name: 'Ada', remark: 'Hello' } });
    expect(sent.status).toBe(303);
    const json = await after.post('/forms/survey', { json: { name: 'Ada', formVersion: versionOf(first) } });
    expect([json.status, (await json.json()).errors]).toEqual([
      422,
      [{ field: 'formVersion', message: 'There is no such field.' }],
    ]);
  });

  it('POST /forms/{form}, the button of a file field that is gone, shows the form and keeps the rest', async () => {
    const { before, after } = await betweenVersions();
    await submitTo(before, { name: 'Someone' });
    const page = await readPage(await send(after, { ...ofFirstPage, remark: 'Hello', step: 'upload:plans' }));
    expect([page.status, page.valueOf('name'), leftOutOn(page.html)]).toEqual([200, 'Ada', ['Remark']]);
  });
});

describe('a file that an earlier version has checked', () => {
  const ofField = { form: 'survey', field: 'pictures', filename: 'a.png' };
  it.each<[string, Uint8Array<ArrayBuffer>, RegExp]>([
    ['sides that are too long now', pngOf(20, 20), /“a\.png”.*20/],
    ['more bytes than it may have now', jpegOf(10, 10, 3000), /“a\.jpg”.*up to 2\sKB/],
  ])('POST /forms/{form}, %s, has a sentence at the field', async (_what, bytes, sentence) => {
    const { before, after } = await betweenVersions();
    await submitTo(before, { name: 'Someone' });
    const id = await upload(before, { ...ofField, bytes });
    const page = await readPage(await send(after, { ...ofFirstPage, pictures: id }));
    expect([page.status, page.errorOf('pictures')]).toEqual([422, expect.stringMatching(sentence)]);
    expect(page.hiddenValues('pictures')).toEqual([id]);
    expect((await send(before, { ...ofFirstPage, pictures: id })).status).toBe(303);
  });

  it('POST /forms/{form}, a type that is not accepted any more, has a sentence at the field', async () => {
    const documents = defineForm({
      ...ofSurvey,
      title: 'x',
      fields: { pictures: files({ ...pictures, accept: [pdf] }) },
    });
    const { before, after } = await betweenVersions(documents);
    const id = await upload(before, { ...ofField, bytes: pngOf(5, 5) });
    const page = await readPage(await send(after, { formVersion: versionOf(first), pictures: id }));
    expect([page.status, page.errorOf('pictures')]).toEqual([422, expect.stringContaining('PDF')]);
  });

  it('POST /forms/{form}, the same rules, reads no byte again', async () => {
    const { before } = await betweenVersions();
    const ids = [await upload(before, { ...ofField, bytes: pngOf(10, 10) })];
    let reads = 0;
    replaceMethod(testApp.dependencies.bucket, 'readRange', (original) => (...parts) => {
      reads += 1;
      return original(...parts);
    });
    expect((await send(before, { ...ofFirstPage, pictures: ids })).status).toBe(303);
    expect(reads).toBe(0);
    await upload(before, { ...ofField, bytes: pngOf(10, 10) });
    expect(reads).toBeGreaterThan(0);
  });

  it('POST /forms/{form}, what the new rules take too, is accepted', async () => {
    const { before, after } = await betweenVersions();
    const id = await upload(before, { ...ofField, bytes: pngOf(10, 10) });
    expect((await send(after, { ...ofFirstPage, pictures: id })).status).toBe(303);
  });
});

describe('a draft of an older version', () => {
  async function draftOf(client: Client, form: Post): Promise<string> {
    const step = await send(client, { ...form, step: 'upload:pictures' });
    return new URL(step.headers.get('location') ?? '', 'http://localhost').searchParams.get('draft') ?? '';
  }
  const filledIn = { ...ofFirstPage, remark: 'Hello', consent: 'Yes' };

  it('GET /forms/{form}?draft=, keeps the fields that are the same and names the others', async () => {
    const { before, after } = await betweenVersions();
    const id = await upload(before, { form: 'survey', field: 'pictures', filename: 'a.png', bytes: pngOf(5, 5) });
    const draft = await draftOf(before, { ...filledIn, pictures: id });
    const same = await openPage(before, `/forms/survey?draft=${draft}`);
    expect([same.valueOf('remark'), leftOutOn(same.html)]).toEqual(['Hello', []]);

    const page = await openPage(after, `/forms/survey?draft=${draft}`);
    // The name may be shorter now, and the choice has other options.
    expect(leftOutOn(page.html)).toEqual(['Size', 'Name', 'Remark', 'Consent in words']);
    expect([page.status, page.valueOf('name'), page.hiddenValues('pictures')]).toEqual([200, '', [id]]);
  });

  it.each([
    ['en', 'What you filled in here could not be kept', 'Remark'],
    ['de', 'Diese Angaben konnten nicht übernommen werden', 'Bemerkung'],
    ['fr', 'Ces réponses n’ont pas pu être conservées', 'Remark'],
    ['ar', 'تعذّر الاحتفاظ بما أدخلته هنا', 'Remark'],
  ])('GET /forms/{form}?draft=, a reader of %s, is told in that language', async (language, sentence, label) => {
    const { before, after } = await betweenVersions();
    const draft = await draftOf(before, filledIn);
    const page = await openPage(after, `/forms/survey?draft=${draft}&lang=${language}`);
    expect(page.html).toContain(sentence);
    expect(leftOutOn(page.html)).toContain(label);
  });

  it('GET /forms/{form}?draft=, only texts of the form have changed, keeps everything', async () => {
    const renamed = defineForm({
      ...ofSurvey,
      title: 'Another title',
      fields: {
        ...first.fields,
        ...first.fileFields,
        remark: textarea({ label: 'Anything else?', hint: 'A few words.' }),
      },
    });
    const { before, after } = await betweenVersions(renamed);
    const page = await openPage(after, `/forms/survey?draft=${await draftOf(before, filledIn)}`);
    expect([page.valueOf('remark'), page.valueOf('name'), leftOutOn(page.html)]).toEqual(['Hello', 'Ada', []]);
  });

  it('GET /forms/{form}?draft=, saved by the new process from an old page, names what is left out', async () => {
    const { before, after } = await betweenVersions();
    await submitTo(before, { name: 'Someone' });
    const page = await openPage(after, `/forms/survey?draft=${await draftOf(after, filledIn)}`);
    expect(leftOutOn(page.html)).toEqual(['Size', 'Name', 'Remark', 'Consent in words']);
  });

  it('POST /forms/{form}, without a session, of an older page, comes back after sign-in with what fits', async () => {
    const { client, user, password } = await testApp.signUp();
    await submitTo(client, { name: 'Someone' });
    const after = startProcess(createForms([second])).clientOf(client);
    after.cookies.clear();
    const expired = await readPage(await send(after, filledIn));
    expect(expired.status).toBe(401);
    const signedIn = await after.post('/session', {
      form: {
        ...{ email: user.email, password },
        ...{ next: expired.valueOf('next') ?? '', pendingPost: expired.valueOf('pendingPost') ?? '' },
      },
      headers: browser,
    });
    const page = await openPage(after, signedIn.headers.get('location') ?? '');
    expect(leftOutOn(page.html)).toEqual(['Size', 'Name', 'Remark', 'Consent in words']);
  });

  it('GET /forms/{form}/{field}/upload, a field that is gone, leads to the form with the draft', async () => {
    const { before, after } = await betweenVersions();
    const step = await send(before, { ...filledIn, step: 'upload:plans' });
    const path = step.headers.get('location') ?? '';
    expect((await before.getPage(path)).status).toBe(200);
    const draft = new URL(path, 'http://localhost').searchParams.get('draft');
    for (const gone of [path, `/forms/survey/plans/upload/${'u'.repeat(24)}/${draft}`]) {
      const response = await after.getPage(gone);
      expect([response.status, response.headers.get('location')]).toEqual([303, `/forms/survey?draft=${draft}`]);
    }
    expect((await after.getPage('/forms/survey/plans/upload')).status).toBe(404);
  });

  it('GET /forms/{form}?draft=, from before there were versions, is as it was', async () => {
    const { before, after } = await betweenVersions();
    const draft = await draftOf(before, filledIn);
    const record = await testApp.dependencies.records.drafts.find(draft);
    if (!record) throw new Error('There is no draft.');
    const { formVersion, ...old } = record;
    expect(formVersion).toBe(versionOf(first));
    await testApp.dependencies.records.drafts.add(old);
    const page = await openPage(after, `/forms/survey?draft=${draft}`);
    expect([page.valueOf('name'), leftOutOn(page.html)]).toEqual(['Ada', []]);
  });
});

describe('calls to the table for versions', () => {
  it('POST /forms/{form}, the first of a process, writes the version once; later ones call nothing for it', async () => {
    const { after, process } = await betweenVersions(third);
    const json = { name: 'Ada', reason: 'x' };
    const callsFor = async () => {
      process.calls.length = 0;
      await submitTo(after, json);
      return [...process.calls].sort();
    };
    const [one, two] = [await callsFor(), await callsFor()];
    expect(one.filter((name) => name === 'PutItemCommand')).toHaveLength(1);
    expect(one.filter((name) => name !== 'PutItemCommand')).toEqual(two);
  });

  it('keepVersions, a form that no user has sent, keeps the labels of its page with one call a process', async () => {
    const shown = defineForm({ ...ofSurvey, title: 'Only shown', fields: { mood: text({ label: 'Mood' }) } });
    const forms = createForms([shown]);
    const { calls, records } = startProcess(forms);
    failNext(records.versions, 'add');
    const ports = { ...testApp.dependencies, records };
    await expect(keepVersions(ports, forms)).rejects.toThrow('The table is down.');
    const writes = async () => {
      calls.length = 0;
      await keepVersions(ports, forms);
      return calls.filter((name) => name === 'PutItemCommand').length;
    };
    expect([await writes(), await writes()]).toEqual([1, 0]);

    const { after } = await betweenVersions();
    const sent = await send(after, { formVersion: versionOf(shown), name: 'Ada', mood: 'Good' });
    expect(leftOutOn((await openPage(after, sent.headers.get('location') ?? '')).html)).toEqual(['Mood']);
  });

  it('GET /submissions/{id}, of an earlier version, reads it once a process, and the current one never', async () => {
    const { before, after, process } = await betweenVersions();
    const old = await submitTo(before, { name: 'Ada' });
    const current = await submitTo(after, { name: 'Ada' });
    const callsFor = async (id: string, headers: Record<string, string> = browser) => {
      process.calls.length = 0;
      expect((await after.get(`/submissions/${id}`, headers)).status).toBe(200);
      return process.calls.length;
    };
    const ofCurrent = await callsFor(current);
    expect([await callsFor(old), await callsFor(old), await callsFor(current)]).toEqual([
      ofCurrent + 1,
      ofCurrent,
      ofCurrent,
    ]);
    // The page of a reviewer has the latest events too.
    expect(await callsFor(old, {})).toBe(ofCurrent - 1);
  });

  it('POST /forms/{form}, the version cannot be written, is not accepted', async () => {
    const { before } = await betweenVersions();
    const { records, clientOf } = startProcess(createForms([third]));
    const after = clientOf(before);
    const sentBefore = (await (await before.get('/submissions')).json()).items.length;
    failNext(records.versions, 'add');
    const sent = await after.post('/forms/survey', { json: { name: 'Ada', reason: 'x' } });
    expect(sent.status).toBe(503);
    expect((await (await before.get('/submissions')).json()).items).toHaveLength(sentBefore);
    await submitTo(after, { name: 'Ada', reason: 'x' });
  });

  it('POST /forms/{form}, the earlier version cannot be read, keeps everything on the page', async () => {
    const { before } = await betweenVersions();
    const { records, clientOf } = startProcess(createForms([third]));
    await submitTo(before, { name: 'Ada' });
    failNext(records.versions, 'find', { times: 2 });
    const page = await readPage(await send(clientOf(before), { ...ofFirstPage, remark: 'Hello' }));
    expect([page.status, page.valueOf('remark'), page.valueOf('formVersion')]).toEqual([
      503,
      'Hello',
      versionOf(first),
    ]);
  });
});
