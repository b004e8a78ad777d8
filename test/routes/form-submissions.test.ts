import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { User } from '../../src/accounts/users/user.ts';
import { createApp } from '../../src/app.ts';
import { anyoneSignedIn, defineForm } from '../../src/forms/define-form.ts';
import { checkbox, number, select, text } from '../../src/forms/field.ts';
import { createForms } from '../../src/forms/registry.ts';
import { Problem } from '../../src/problems/problem.ts';
import { type Decision, decide } from '../../src/review/decide.ts';
import { runAll } from '../jobs/job-stage.ts';
import { Client } from '../support/client.ts';
import { replaceMethod } from '../support/faults.ts';
import { contentOf, decodeEntities } from '../support/page.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';

const title = text({ label: 'Title' });
const terms = { submit: anyoneSignedIn, review: ({ username }: User) => username === 'Rita' };
const claims = defineForm({
  ...{ slug: 'claims', title: 'Claims', description: 'Money back.', ...terms },
  fields: {
    title,
    kind: select({ label: 'Kind', options: ['travel', 'books'].map((value) => ({ value, label: `${value}!` })) }),
    amount: number({ label: 'Amount' }),
    paid: checkbox({ label: 'Paid' }),
  },
  columns: ['title', 'kind', 'amount', 'paid'],
  filters: ['kind', 'amount', 'paid', 'title'],
  sorts: ['amount', 'title'],
});
/** The same form in a later source, which has lost fields, a state and columns, and has new ones. */
const later = defineForm({
  ...{ slug: 'claims', title: 'Claims', description: 'Money back.', ...terms },
  fields: { title, remark: text({ label: 'Remark' }), amount: number({ label: 'Amount' }) },
  columns: ['remark', 'amount'],
  states: [{ name: 'new', part: 'new', label: 'New' }],
});

let site: TestApp;
let rita: Client;
const users = new Map<string, User>();
const formula = '=HYPERLINK("http://x.example","<b>")';

const path = '/forms/claims/submissions';
const sent = [
  ['Anna Müller', { title: 'Train to Köln', kind: 'travel', amount: 40, paid: true }],
  ['Bert', { title: formula, kind: 'books', amount: 9.5 }],
  ['Anna Müller', { title: 'Bus to Bonn', kind: 'travel', amount: 100 }],
  ['Bert', { title: 'Training', kind: 'books', amount: -2 }],
  ['Bert', { title: '', kind: '' }],
] as const;
const decisions: readonly (readonly [title: string, Decision])[] = [
  ['Bus to Bonn', { kind: 'state', state: 'accepted' }],
  ['Bus to Bonn', { kind: 'label-added', label: 'urgent' }],
  ['Training', { kind: 'state', state: 'accepted' }],
];

beforeAll(async () => {
  site = await startTestApp({ replace: () => ({ forms: createForms([claims]) }) });
  const clients = new Map<string, Awaited<ReturnType<TestApp['signUp']>>>();
  for (const username of ['Anna Müller', 'Bert', 'Rita']) clients.set(username, await site.signUp({ username }));
  for (const [name, { user }] of clients) users.set(name, user);
  const signedIn = async (username: string) => {
    const { client, user, password } = clients.get(username) ?? expect.unreachable();
    await client.signIn(user.email, password);
    return client;
  };
  for (const [username, json] of sent) {
    // A day later, when sessions have ended.
    site.advanceSeconds(86_400);
    const client = await signedIn(username);
    expect((await client.post('/forms/claims', { json })).status).toBe(201);
  }
  await runAll(site);
  rita = await signedIn('Rita');
  const ritaUser = userOf('Rita');
  for (const [of, decision] of decisions) await decideOn(of, decision);
  await decideOn('Train to Köln', { kind: 'assignee', assignee: { id: ritaUser.id, username: ritaUser.username } });
});
afterAll(() => site.close());

const userOf = (name: string): User => users.get(name) ?? expect.unreachable(name);

async function decideOn(of: string, decision: Decision): Promise<void> {
  const ports = site.dependencies;
  const { submissions } = await ports.records.submissions.list({ form: 'claims' }, 100);
  const submission = submissions.find(({ fields }) => fields.title === of) ?? expect.unreachable(of);
  const before = (await ports.records.reviews.find(submission.id)) ?? expect.unreachable(of);
  const { id, username } = userOf('Rita');
  expect(await decide(ports, { form: claims, submission, before }, { id, username }, decision)).not.toBeInstanceOf(
    Problem,
  );
}

async function find(query: string, client = rita) {
  const response = await client.get(`${path}?${query}`);
  expect([query, response.status]).toEqual([query, 200]);
  const table = await response.json();
  return { ...table, titles: table.items.map((item: { title: string }) => item.title) };
}

async function getPage(query: string, client = rita): Promise<{ status: number; page: string }> {
  const response = await client.getPage(`${path}${query && `?${query}`}`);
  return { status: response.status, page: contentOf(await response.text()) };
}

/** The same app in a later source, with Rita's session. */
function laterRita(): Client {
  const app = createApp({ ...site.dependencies, forms: createForms([later]) });
  const client = new Client(app, site.dependencies.publicUrl);
  for (const [name, value] of rita.cookies) client.cookies.set(name, value);
  return client;
}

const all = ['', 'Training', 'Bus to Bonn', formula, 'Train to Köln'];

describe('GET /forms/{form}/submissions, as JSON', () => {
  it.each<[query: string, titles: string[]]>([
    ['', all],
    ['state=new', ['', formula, 'Train to Köln']],
    ['state=withdrawn', []],
    ['assignee=me', ['Train to Köln']],
    ['assignee=RITA', ['Train to Köln']],
    ['assignee=none&state=new', ['', formula]],
    ['label=urgent', ['Bus to Bonn']],
    ['submitter=anna%20muller', ['Bus to Bonn', 'Train to Köln']],
    ['submitter=Carla', []],
    ['q=KOLN', ['Train to Köln']],
    ['q=tra', ['Training', 'Train to Köln']],
    ['q=to%20b', ['Bus to Bonn']],
    ['f.kind=travel', ['Bus to Bonn', 'Train to Köln']],
    ['f.amount=9.50', [formula]],
    ['f.paid=true', ['Train to Köln']],
    ['f.title=Training', ['Training']],
    ['f.kind=books&state=accepted&submitter=Bert', ['Training']],
    ['state=&label=&q=', all],
    ['sort=submittedAt', all.toReversed()],
    ['sort=-submittedAt', all],
    ['sort=amount', ['', 'Training', formula, 'Train to Köln', 'Bus to Bonn']],
    ['sort=-amount&f.kind=travel', ['Bus to Bonn', 'Train to Köln']],
    ['sort=title', ['', formula, 'Bus to Bonn', 'Train to Köln', 'Training']],
  ])('GET /forms/{form}/submissions?%s, finds what meets all of it', async (query, titles) => {
    expect((await find(query)).titles).toEqual(titles);
  });

  it('GET /forms/{form}/submissions, the id of a user, finds theirs', async () => {
    expect((await find(`submitter=${userOf('Anna Müller').id}`)).titles).toEqual(['Bus to Bonn', 'Train to Köln']);
    expect((await find(`assignee=${userOf('Rita').id}`)).titles).toEqual(['Train to Köln']);
  });

  it('GET /forms/{form}/submissions, from and to a day, has both days', async () => {
    const { items } = await find('');
    const [day, before] = [items[2], items[3]].map(({ submittedAt }) => submittedAt.slice(0, 10));
    expect((await find(`from=${before}&to=${day}`)).titles).toEqual(['Bus to Bonn', formula]);
    expect((await find(`from=${day}&to=${day}&q=bus`)).titles).toEqual(['Bus to Bonn']);
    expect((await find(`to=${before}&sort=amount`)).titles).toEqual([formula, 'Train to Köln']);
  });

  it('GET /forms/{form}/submissions, a submission, has its line and its review', async () => {
    const { items, counts, nextCursor, previousCursor, isCutShort } = await find('label=urgent');
    const [{ id, number: place, ...item }] = items;
    expect(item).toMatchObject({
      ...{ form: 'claims', state: 'accepted', assignee: null, labels: ['urgent'], version: 3 },
      values: { title: 'Bus to Bonn', kind: 'travel', amount: 100, paid: false },
      files: { count: 0, totalBytes: 0, first: [] },
      submitter: { id: userOf('Anna Müller').id, username: 'Anna Müller' },
    });
    expect([typeof id, place, nextCursor, previousCursor, isCutShort]).toEqual(['string', 3, null, null, false]);
    expect(counts).toMatchObject({ new: 3, accepted: 2, declined: 0, withdrawn: 0 });
  });

  it.each(['', 'state=accepted', 'q=tr', 'q=to&f.kind=travel', 'sort=amount'])(
    'GET /forms/{form}/submissions?%s, page by page in both directions, has each once',
    async (query) => {
      const whole = (await find(query)).titles;
      const forth: string[] = [];
      let page = await find(`${query}&limit=1`);
      forth.push(...page.titles);
      while (page.nextCursor !== null) {
        page = await find(`${query}&limit=1&after=${page.nextCursor}`);
        forth.push(...page.titles);
      }
      expect(forth).toEqual(whole);
      const back = [page.titles[0]];
      while (page.previousCursor !== null) {
        page = await find(`${query}&limit=1&before=${page.previousCursor}`);
        back.unshift(...page.titles);
      }
      expect(back).toEqual(whole);
    },
  );

  it.each<[query: string, errors: Record<string, string>]>([
    ['state=lost', { state: 'This form has no such state. Choose one of the list.' }],
    ['label=%00', { label: 'Use 1 to 40 characters on one line for a label.' }],
    ['from=2026-02-30', { from: 'Enter a date such as 2026-11-20.' }],
    ['from=2026-11-02&to=2026-11-01', { to: 'This day is before the first one. Choose a later one.' }],
    ['q=%21%21', { q: 'Type letters or digits to search for.' }],
    ['f.kind=none', { 'f.kind': 'Choose one of the options.' }],
    ['f.amount=much', { 'f.amount': 'Enter a number.' }],
    ['f.paid=1', { 'f.paid': 'This must be true or false.' }],
    ['f.constructor=x', { 'f.constructor': 'There is no such field.' }],
    ['sort=kind', { sort: 'Choose one of the options.' }],
    ['limit=101', { limit: 'This must be a number from 1 to 100.' }],
    ['after=%21', { after: 'This is not a cursor that a list gave out.' }],
  ])('GET /forms/{form}/submissions?%s, answers 422 with a sentence', async (query, errors) => {
    const response = await rita.get(`${path}?${query}`);
    expect(response.status).toBe(422);
    expect(response.headers.get('Content-Type')).toContain('application/problem+json');
    expect((await response.json()).errors).toEqual(
      Object.entries(errors).map(([field, message]) => ({ field, message })),
    );
  });

  it('GET /forms/{form}/submissions, 50 unknown fields and 10,000 characters, answers politely', async () => {
    const many = Array.from({ length: 50 }, (_, at) => `f.x${at}=1`).join('&');
    const refused = await rita.get(`${path}?${many}`);
    expect(refused.status).toBe(422);
    expect((await refused.json()).errors).toHaveLength(20);
    expect((await find(`q=train${'+train'.repeat(2_000)}`)).titles).toEqual(['Training', 'Train to Köln']);
    expect((await find(`q=${'x'.repeat(10_000)}`)).titles).toEqual([]);
    const page = await getPage(`q=${'bus+'.repeat(2_500)}&f.title=${'y'.repeat(10_000)}`);
    expect([page.status, page.page.includes('No submission matches.')]).toEqual([200, true]);
  });

  it('GET /forms/{form}/submissions, forged cursors, show no more than the list has', async () => {
    const places = ['~', 'word#2026-01-01', '2026-11-29T00:00:00.000Z#x', '\u{10FFFF}', 'x'.repeat(1024)];
    for (const query of ['', 'q=tra&state=new', 'sort=amount']) {
      const whole = (await find(query)).titles;
      for (const place of places)
        for (const name of ['after', 'before']) {
          const { titles } = await find(`${query}&${name}=${Buffer.from(place).toString('base64url')}`);
          expect(titles.filter((each: string) => !whole.includes(each))).toEqual([]);
        }
    }
  });

  it('GET /forms/{form}/submissions, a page, takes two calls to the table beside those of the session', async () => {
    let calls = 0;
    replaceMethod(site.table.documents, 'send', (send) => {
      const counted = (...given: unknown[]) => {
        calls += 1;
        return Reflect.apply(send, site.table.documents, given);
      };
      // The client's method is overloaded; it is called as it was.
      return counted as typeof send;
    });
    const callsOf = async (address: string) => {
      calls = 0;
      await rita.getPage(address);
      return calls;
    };
    const session = await callsOf('/forms');
    for (const query of ['', 'state=new', 'q=tra', 'sort=amount', 'submitter=bert', 'f.kind=travel&sort=-amount'])
      expect([query, (await callsOf(`${path}?${query}`)) - session]).toEqual([query, 2]);
  });

  it('GET /forms/{form}/submissions, words and names, are in no log', async () => {
    await getPage('q=confidential&submitter=Whistleblower&label=secret');
    await rita.get(`${path}?q=confidential&state=unheard`);
    const logged = JSON.stringify(site.logLines);
    expect(logged).toContain('/forms/:form/submissions');
    expect(logged).not.toMatch(/confidential|Whistleblower|secret|unheard/);
  });
});

describe('GET /forms/{form}/submissions, as a page', () => {
  it('GET /forms/{form}/submissions, the page, has a row for each submission with its values as text', async () => {
    const { status, page } = await getPage('');
    expect(status).toBe(200);
    expect(page.match(/<tr data-row/g)).toHaveLength(sent.length);
    expect(page).toContain('<bdi>=HYPERLINK(&quot;http://x.example&quot;,&quot;&lt;b&gt;&quot;)</bdi>');
    expect(page).toContain('<bdi>travel!</bdi>');
    expect(page).toMatch(/class="row-number">-2</);
    expect(page).toContain('<span aria-hidden="true">✓</span><span class="visually-hidden">Yes</span>');
    // Without a title, its number names it.
    expect(page).toContain('<bdi>Claims no. 5</bdi>');
    expect(page).toMatch(/name="submission" value="[\w-]{24}:3" aria-label="Select Bus to Bonn"/);
  });

  it('GET /forms/{form}/submissions, the tabs, have exact numbers and keep the other conditions', async () => {
    const { page } = await getPage('state=accepted&submitter=Bert&limit=1');
    const tabs = [...page.matchAll(/<a href="([^"]*)"( aria-current="page")?>([^<]*)<span class="tab-count"> (\d)/g)];
    expect(tabs.map(([, href = '', current, label, count]) => [decodeEntities(href), !!current, label, count])).toEqual(
      [
        ['new', 'New', '3'],
        ['in-review', 'In review', '0'],
        ['accepted', 'Accepted', '2'],
        ['declined', 'Declined', '0'],
        ['returned', 'Returned', '0'],
      ].map(([state, label, count]) => {
        const query = new URLSearchParams({ state: state ?? '', submitter: 'Bert', limit: '1' });
        return [`${path}?${query}`, state === 'accepted', label, count];
      }),
    );
  });

  it('GET /forms/{form}/submissions, the heads of sorted columns, link to the order and say the present one', async () => {
    const { page } = await getPage('sort=-amount');
    expect(page).toMatch(/aria-sort="descending"[^>]*><a class="sort-link" href="[^"]*sort=amount"/);
    expect(page).toMatch(/<th scope="col"><a class="sort-link" href="[^"?]*">Received/);
    expect(page).toMatch(/<th scope="col">Kind/);
  });

  it('GET /forms/{form}/submissions, conditions in use, are named with the way to take each out', async () => {
    const { page } = await getPage('q=bus&f.kind=travel&assignee=none&sort=amount');
    const links = [...page.matchAll(/class="condition" href="([^"]*)" aria-label="([^"]*)"/g)].map(
      ([, href = '', label]) => [decodeEntities(href), label],
    );
    expect(links).toEqual([
      [`${path}?assignee=none&f.kind=travel&sort=amount`, 'Remove the filter Search: bus'],
      [`${path}?q=bus&f.kind=travel&sort=amount`, 'Remove the filter Assignee: Unassigned'],
      [`${path}?q=bus&assignee=none&sort=amount`, 'Remove the filter Kind: travel!'],
    ]);
    expect(page).toContain(`<a href="${path}?sort=amount">Clear</a>`);
    expect(page).toContain('value="bus"');
    expect(page).toContain('<option value="travel" selected="">travel!</option>');
  });

  it('GET /forms/{form}/submissions, its links to other pages, lead there and back', async () => {
    const link = (page: string, rel: string) =>
      decodeEntities(new RegExp(`href="${path}\\?([^"]*)" rel="${rel}"`).exec(page)?.[1] ?? '');
    const first = await getPage('limit=2&sort=title');
    expect(link(first.page, 'prev')).toBe('');
    const second = await getPage(link(first.page, 'next'));
    expect(second.page).toContain('Bus to Bonn');
    expect((await getPage(link(second.page, 'prev'))).page).toContain('=HYPERLINK');
  });

  it('GET /forms/{form}/submissions, an address with mistakes, says what is wrong beside what was asked', async () => {
    const { status, page } = await getPage('state=lost&from=yesterday&f.gone=%3Cb%3E');
    expect(status).toBe(422);
    expect(page).toContain('State</bdi>: This form has no such state.');
    expect(page).toContain('gone</bdi>: There is no such field.');
    expect(page).toMatch(/id="from-error" class="field-error">Enter a date/);
    expect(page).toContain('&lt;b&gt;');
    expect(page).not.toContain('<tr');
    expect(page).toContain(`<a href="${path}">Clear</a>`);
  });

  it('GET /forms/{form}/submissions, a form that lost fields, columns and a state, shows what there is', async () => {
    const client = laterRita();
    const { status, page } = await getPage('', client);
    expect(status).toBe(200);
    expect(page).toContain('<bdi>accepted</bdi>');
    expect(page).toMatch(/class="row-number">100</);
    expect(page).not.toContain('travel');
    expect((await client.get(`${path}?state=accepted`)).status).toBe(422);
    expect((await client.get(`${path}?f.kind=travel`)).status).toBe(422);
    expect((await client.get(`${path}?sort=title`)).status).toBe(422);
    expect((await find('', client)).counts).toEqual({ new: 3, withdrawn: 0, superseded: 0 });
  });

  it('GET /submissions?form=, as a page, leads to the table', async () => {
    const response = await rita.getPage('/submissions?form=claims');
    expect([response.status, response.headers.get('Location')]).toEqual([303, path]);
    for (const page of ['/', '/submissions'])
      expect(await (await rita.getPage(page)).text()).toContain(`<a href="${path}"`);
    const { client: other } = await site.signUp({ username: 'Other' });
    for (const page of ['/', '/submissions']) expect(await (await other.getPage(page)).text()).not.toContain(path);
  });

  it('GET /forms/{form}/submissions, one that is still being sorted in, says so and has no choice', async () => {
    await rita.post('/forms/claims', { json: { title: 'Fresh', kind: 'books' } });
    const { page } = await getPage('limit=1');
    expect(page).toContain('are still being sorted in');
    expect(page).toContain('Just arrived');
    expect(page).not.toContain('name="submission"');
    const [item] = (await find('limit=1')).items;
    expect(item).toMatchObject({ title: 'Fresh', state: null, version: null, updatedAt: null, values: {} });
  });
});
