import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createForms } from '../../src/forms/registry.ts';
import { putItems } from '../../src/records/batch-write.ts';
import { toEntryItem } from '../../src/records/index-items.ts';
import type { IndexFilter, IndexQuery } from '../../src/records/submission-index.ts';
import { runAll } from '../jobs/job-stage.ts';
import type { Client } from '../support/client.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';
import { claims } from './claims-form.ts';

let site: TestApp;
let client: Client;

beforeEach(async () => {
  site = await startTestApp({ replace: () => ({ forms: createForms([claims]) }) });
  ({ client } = await site.signUp());
});
afterEach(() => site.close());

const noFilter: IndexFilter = { values: {}, words: [] };

async function find(query: Partial<Omit<IndexQuery, 'filter'>> & { filter?: Partial<IndexFilter> } = {}) {
  const { filter, ...rest } = query;
  const page = await site.dependencies.records.index.find({
    ...{ form: claims, isAscending: false, limit: 25, ...rest },
    filter: { ...noFilter, ...filter },
  });
  return { ...page, titles: page.found.map(({ review, row }) => review?.line.title ?? row?.title) };
}

async function send(fields: Record<string, unknown>): Promise<void> {
  site.advanceSeconds(1);
  const response = await client.post('/forms/claims', { json: fields });
  expect(response.status).toBe(201);
}

describe('the index of a form', () => {
  it('find, before and after the index job, has the submission', async () => {
    await send({ title: 'Train', kind: 'travel', amount: 40 });
    expect((await find()).titles).toEqual(['Train']);
    expect((await find({ filter: { state: 'new' } })).titles).toEqual([]);
    await runAll(site);
    const page = await find({ filter: { state: 'new' }, states: ['new', 'accepted'] });
    expect(page.titles).toEqual(['Train']);
    expect(page.counts).toEqual({ new: 1, accepted: 0 });
  });

  it('find, several conditions, words and sorts, returns what meets them all', async () => {
    await send({ title: 'Train to Köln', kind: 'travel', amount: 40 });
    await send({ title: 'Training books', kind: 'books', amount: 9.5 });
    await send({ title: 'Bus', kind: 'travel', amount: 100 });
    await send({ title: 'Nothing' });
    await runAll(site);
    expect((await find({ filter: { words: ['train'] } })).titles).toEqual(['Training books', 'Train to Köln']);
    expect((await find({ filter: { words: ['koln', 'tra'] } })).titles).toEqual(['Train to Köln']);
    expect((await find({ filter: { values: { kind: 'travel' } } })).titles).toEqual(['Bus', 'Train to Köln']);
    expect((await find({ filter: { values: { kind: 'travel' }, words: ['train'] } })).titles).toEqual([
      'Train to Köln',
    ]);
    expect((await find({ filter: { state: 'new', values: { kind: 'books' } } })).titles).toEqual(['Training books']);
    expect((await find({ sortBy: 'amount' })).titles).toEqual(['Bus', 'Train to Köln', 'Training books', 'Nothing']);
    expect(
      (await find({ sortBy: 'amount', isAscending: true, filter: { state: 'new', values: { kind: 'travel' } } }))
        .titles,
    ).toEqual(['Train to Köln', 'Bus']);
  });

  it('find, pages in both directions, come back to the same submissions', async () => {
    for (const title of ['a1', 'b2', 'c3', 'd4', 'e5']) await send({ title });
    await runAll(site);
    for (const filter of [{}, { state: 'new' }, { state: 'new', assignee: 'none' }]) {
      const first = await find({ filter, limit: 2 });
      expect([first.titles, first.previous]).toEqual([['e5', 'd4'], null]);
      const second = await find({ filter, limit: 2, after: first.next ?? '' });
      expect(second.titles).toEqual(['c3', 'b2']);
      const third = await find({ filter, limit: 2, after: second.next ?? '' });
      expect([third.titles, third.next]).toEqual([['a1'], null]);
      const back = await find({ filter, limit: 2, before: third.previous ?? '' });
      expect(back.titles).toEqual(['c3', 'b2']);
      const start = await find({ filter, limit: 2, before: back.previous ?? '' });
      expect([start.titles, start.previous]).toEqual([['e5', 'd4'], null]);
    }
  });

  it('find, a list that is rarest on one page and not on the next, goes on in it', async () => {
    for (const title of ['Walk 1', 'Walk 2', 'Walk 3']) await send({ title, kind: 'travel' });
    for (const title of ['Walk 4', 'Walk 5']) await send({ title, kind: 'books' });
    await runAll(site);
    const filter = { words: ['walk'], values: { kind: 'travel' } };
    const first = await find({ filter, limit: 2 });
    expect(first.titles).toEqual(['Walk 3', 'Walk 2']);
    expect((await find({ filter, limit: 2, after: first.next ?? '' })).titles).toEqual(['Walk 1']);
  });

  it('find, a thousand entries that do not match, stops and goes on where it stopped', async () => {
    const at = (n: number) => new Date(Date.UTC(2020, 0, 1, 0, n)).toISOString();
    const facts = { submitterId: 'x', submitterName: 'x', values: { kind: 'travel' }, words: ['walk'] };
    const entries = Array.from({ length: 1000 }, (_, n) =>
      toEntryItem(
        claims,
        { id: `old${n}`, submittedAt: at(n) },
        { list: 'by#amount', place: '1', facts: { ...facts, id: `old${n}`, at: at(n) } },
      ),
    );
    await putItems(site.table, entries);
    await send({ title: 'Book', kind: 'books' });
    await runAll(site);
    const query = { filter: { values: { kind: 'books' } }, sortBy: 'amount' };
    const page = await find(query);
    expect([page.titles, page.isCutShort]).toEqual([[], true]);
    const next = await find({ ...query, after: page.next ?? '' });
    expect([next.titles, next.isCutShort, next.next]).toEqual([['Book'], false, null]);
  });
});
