import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { judgeHistory } from '../../cli/judge-history.ts';
import type { ReviewEvent } from '../../src/records/review-record.ts';
import { findBreak, hashEvent } from '../../src/review/history.ts';
import { runAll } from '../jobs/job-stage.ts';
import { decideOn, downloadHistory, type ReviewStage, sendClaim, startReviewStage } from './review-stage.ts';

let stage: ReviewStage;
beforeAll(async () => {
  stage = await startReviewStage();
});
afterAll(() => stage.site.close());

describe('POST /submissions/{id}/events', () => {
  it('POST events, each kind of decision, changes the review and tells it in the history', async () => {
    const { rita, sam, ritaUser } = stage;
    const id = await sendClaim(sam);
    const decisions: readonly [Record<string, unknown>, Record<string, unknown>][] = [
      [{ kind: 'state', state: 'in-review' }, { state: 'in-review' }],
      [{ kind: 'assignee', assignee: 'me' }, { assignee: { id: ritaUser.id, username: 'rita' } }],
      [{ kind: 'assignee', assignee: 'RALF' }, { assignee: { username: 'ralf' } }],
      [{ kind: 'assignee', assignee: 'rita@example.com' }, { assignee: { username: 'rita' } }],
      [{ kind: 'assignee', assignee: null }, { assignee: null }],
      [{ kind: 'label-added', label: 'urgent' }, { labels: ['urgent'] }],
      [{ kind: 'label-removed', label: 'urgent', note: 'Not any more.' }, { labels: [] }],
      [{ kind: 'note', note: '=SUM(A1:A9) looks wrong' }, {}],
      [{ kind: 'state', state: 'returned', message: 'The date is missing.' }, { message: 'The date is missing.' }],
      [
        { kind: 'state', state: 'accepted' },
        { state: 'accepted', message: null },
      ],
    ];
    for (const [index, [decision, changed]] of decisions.entries()) {
      const response = await decideOn(rita, id, { version: index + 1, ...decision });
      expect([decision, response.status]).toEqual([decision, 201]);
      expect(await response.json()).toMatchObject({ version: index + 2, ...changed });
    }
    const page = await (await rita.get(`/submissions/${id}/events?limit=100`)).json();
    expect(page.items.map(({ kind }: ReviewEvent) => kind)).toEqual([
      'received',
      ...decisions.map(([{ kind }]) => kind),
    ]);
    expect(page.nextCursor).toBe(null);
    expect(findBreak(page.items)).toBe(undefined);
  });

  it('POST events, what is so already, answers 200 and adds no event', async () => {
    const id = await sendClaim(stage.sam);
    const response = await decideOn(stage.rita, id, { version: 1, kind: 'state', state: 'new' });
    expect([response.status, (await response.json()).version]).toEqual([200, 1]);
  });

  it('POST events, an earlier version, answers 409 with both values and the changes between (two reviewers)', async () => {
    const { rita, ralf, sam } = stage;
    const id = await sendClaim(sam);
    await decideOn(ralf, id, { version: 1, kind: 'label-added', label: 'urgent' });
    await decideOn(ralf, id, { version: 2, kind: 'state', state: 'declined' });
    const response = await decideOn(rita, id, { version: 1, kind: 'state', state: 'accepted' });
    expect(response.status).toBe(409);
    const problem = await response.json();
    expect(problem).toMatchObject({
      expected: { version: 1, state: 'new', assignee: null, labels: [] },
      current: { version: 3, state: 'declined', labels: ['urgent'] },
      changes: [
        { n: 2, kind: 'label-added', actor: { username: 'ralf' } },
        { n: 3, kind: 'state', from: 'new', to: 'declined', actor: { username: 'ralf' } },
      ],
    });
    for (const version of [0, 99, -1])
      expect((await decideOn(rita, id, { version, kind: 'note', note: 'x' })).status).toBe(409);
  });

  it('POST events, two reviewers at the same moment, lets one decide and tells the other', async () => {
    const { rita, ralf, sam, site } = stage;
    for (const isIndexed of [false, true]) {
      const id = await sendClaim(sam);
      if (isIndexed) await runAll(site);
      const responses = await Promise.all([
        decideOn(rita, id, { version: 1, kind: 'state', state: 'accepted' }),
        decideOn(ralf, id, { version: 1, kind: 'state', state: 'declined' }),
      ]);
      expect(responses.map(({ status }) => status).sort()).toEqual([201, 409]);
      expect(judgeHistory((await downloadHistory(rita, id)).join('\n')).sentence).toContain('intact: 2 events');
    }
  });

  it.each<[Record<string, unknown>, string]>([
    [{ version: 1, kind: 'state', state: 'returned' }, 'Write to the submitter'],
    [{ version: 1, kind: 'state', state: 'gone' }, 'has no such state'],
    [{ version: 1, kind: 'assignee', assignee: 'sam' }, 'No reviewer of this form'],
    [{ version: 1, kind: 'assignee', assignee: 'sam@example.com' }, 'No reviewer of this form'],
    [{ version: 1, kind: 'label-added', label: 'two\nlines' }, '1 to 40 characters'],
    [{ version: 1, kind: 'note', note: '  ' }, 'Write a note.'],
    [{ version: 1, kind: 'note', note: 'x'.repeat(4001) }, 'at most 4,000 characters'],
    [{ version: 1, kind: 'shout' }, 'Choose what to do'],
    [{ kind: 'note', note: 'x' }, 'Name the version'],
    [{ version: 1, kind: 'assignee' }, 'No reviewer of this form'],
    [{ version: 1, kind: 'note', note: 'x', colour: 'red' }, 'colour'],
  ])('POST events, %j, answers 422: %s', async (json, sentence) => {
    const id = await sendClaim(stage.sam);
    const response = await decideOn(stage.rita, id, json);
    expect([response.status, await response.text()]).toEqual([422, expect.stringContaining(sentence)]);
  });

  it('POST events, a submission that is deleted meanwhile, answers 404', async () => {
    expect((await decideOn(stage.rita, 'AAAAAAAAAAAAAAAAAAAAAA', { version: 1, kind: 'note', note: 'x' })).status).toBe(
      404,
    );
  });

  it('POST events, a reader who may not decide, and the submitter, answers 403', async () => {
    const id = await sendClaim(stage.sam);
    for (const client of [stage.lena, stage.sam])
      expect((await decideOn(client, id, { version: 1, kind: 'note', note: 'x' })).status).toBe(403);
    expect((await stage.lena.get(`/submissions/${id}/events`)).status).toBe(200);
    expect((await stage.sam.get(`/submissions/${id}/events`)).status).toBe(403);
  });
});

describe('GET /submissions/{id}/events', () => {
  it('GET events, pages of two, has all events in their order', async () => {
    const { rita, sam } = stage;
    const id = await sendClaim(sam);
    for (const version of [1, 2, 3, 4]) await decideOn(rita, id, { version, kind: 'note', note: `note ${version}` });
    const numbers: number[] = [];
    let cursor = '';
    do {
      const { items, nextCursor } = await (await rita.get(`/submissions/${id}/events?limit=2${cursor}`)).json();
      numbers.push(...items.map(({ n }: ReviewEvent) => n));
      cursor = nextCursor && `&cursor=${nextCursor}`;
    } while (cursor);
    expect(numbers).toEqual([1, 2, 3, 4, 5]);
  });

  it('GET events, before and after the index job, has the same first event', async () => {
    const { rita, sam, site } = stage;
    const id = await sendClaim(sam);
    const before = await downloadHistory(rita, id);
    await runAll(site);
    expect(await downloadHistory(rita, id)).toEqual(before);
  });

  it('GET events, Accept of JSON lines, downloads a file', async () => {
    const id = await sendClaim(stage.sam);
    const response = await stage.rita.get(`/submissions/${id}/events`, { accept: 'application/x-ndjson' });
    expect(response.headers.get('Content-Type')).toBe('application/x-ndjson; charset=UTF-8');
    expect(response.headers.get('Content-Disposition')).toMatch(/^attachment; filename="history-claims-\d+\.jsonl"$/);
  });
});

describe('npm run verify:history', () => {
  it('verify:history, a history that was tampered with, names the place and the kind', async () => {
    const { rita, sam } = stage;
    const id = await sendClaim(sam);
    for (const version of [1, 2, 3, 4]) await decideOn(rita, id, { version, kind: 'note', note: `note ${version}` });
    const lines = await downloadHistory(rita, id);
    const head: string = (await (await decideOn(rita, id, { version: 5, kind: 'state', state: 'new' })).json()).head;
    const [one = '', two = '', three = '', four = '', five = ''] = lines;
    const judge = (...of: string[]) => judgeHistory(`${of.join('\n')}\n`, head).sentence;

    expect(judge(...lines)).toBe(`The history is intact: 5 events. The last hash is ${head}.`);
    expect(judge(one, two, three.replace('note 2', 'note 9'), four, five)).toContain('Event 3 was changed');
    expect(judge(one, two, four, five)).toContain('Event 3 was removed');
    expect(judge(two, three, four, five)).toContain('Event 1 was removed');
    expect(judge(one, three, two, four, five)).toContain('from 2 on are out of order');
    expect(judge(one, two, two, three, four, five)).toContain('second event 2 stands at place 3');
    const { hash: _hash, ...forged } = { ...(JSON.parse(three) as ReviewEvent), note: 'forged' };
    const rehashed = JSON.stringify({ ...forged, hash: hashEvent(forged) });
    expect(judge(one, two, rehashed, four, five)).toContain('Event 4 does not follow');
    expect(judge(one, two, three, four)).toContain('later events were cut off');
    expect(judgeHistory([one, two, three, four].join('\n')).isIntact).toBe(true);
    expect(judge(one, 'x')).toBe('Line 2 is no event of a history.');
    expect(judgeHistory('').isIntact).toBe(false);
  });
});
