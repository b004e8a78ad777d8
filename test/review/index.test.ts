import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createForms } from '../../src/forms/registry.ts';
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
});
