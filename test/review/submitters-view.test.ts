import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runAll } from '../jobs/job-stage.ts';
import { helloText, upload } from '../support/uploading.ts';
import { decideOn, type ReviewStage, sendClaim, startReviewStage } from './review-stage.ts';

let stage: ReviewStage;
beforeAll(async () => {
  stage = await startReviewStage();
});
afterAll(() => stage.site.close());

/** What reviewers write among themselves. Their names are secret too: the submitter's pages name no assignee. */
const secrets = ['Zwetschge', 'Quitte', 'rita', 'ralf'];

describe('the answers that a submitter gets', () => {
  it('every GET route, JSON and page, after notes, labels and assignees, names none of them', async () => {
    const { site, rita, sam } = stage;
    const file = await upload(sam, { ...helloText, form: 'claims', field: 'proof' });
    const id = await sendClaim(sam, { proof: [file] });
    const decisions = [
      { kind: 'note', note: 'Zwetschge' },
      { kind: 'label-added', label: 'Quitte' },
      { kind: 'assignee', assignee: 'ralf' },
      { kind: 'state', state: 'returned', message: 'Please add the date.', note: 'Zwetschge again' },
    ];
    const returned = await sendClaim(sam);
    for (const one of [id, returned])
      for (const [index, decision] of decisions.entries())
        expect((await decideOn(rita, one, { version: index + 1, ...decision })).status).toBe(201);
    await runAll(site);
    const newer = await sendClaim(sam, { supersedes: id });
    await decideOn(rita, newer, { version: 1, kind: 'note', note: 'Zwetschge' });

    const names: Readonly<Record<string, readonly string[]>> = {
      form: ['claims'],
      field: ['proof'],
      user: ['me'],
      upload: [file],
      id: [id, newer, returned, file],
      draft: [''],
      name: ['x'],
    };
    const fill = (path: string): string[] => {
      const [, name = ''] = /:(\w+)(?:\{[^}]*\})?\??/.exec(path) ?? [];
      if (name === '') return [path];
      return (names[name] ?? ['x']).flatMap((value) => fill(path.replace(/:\w+(?:\{[^}]*\})?\??/, value)));
    };
    const routes = site.app.routes.filter(({ method }) => method === 'GET').map(({ path }) => path);
    const paths = [...new Set(routes)].filter((path) => !path.includes('*')).flatMap(fill);
    paths.push(
      `/forms/claims?supersedes=${returned}`,
      `/submissions/${id}?sent=1`,
      `/submissions/${id}/events?format=jsonl`,
    );
    expect(paths.length).toBeGreaterThan(30);
    let shown = 0;
    for (const path of paths)
      for (const accept of ['application/json', 'text/html', 'application/x-ndjson']) {
        const response = await sam.get(path, { accept });
        const text = await response.text();
        if (text.includes('Please add the date.')) shown += 1;
        expect([path, accept, secrets.filter((secret) => text.includes(secret))]).toEqual([path, accept, []]);
      }
    // The message is theirs: without it, nothing would have been looked at.
    expect(shown).toBeGreaterThan(0);
    const posts = [
      await decideOn(sam, id, { version: 1, kind: 'note', note: 'x' }),
      await sam.post(`/submissions/${id}/withdrawals`),
      await sam.post(`/submissions/${newer}/withdrawals`),
    ];
    expect(posts.map(({ status }) => status)).toEqual([403, 409, 201]);
    for (const response of posts) {
      const text = await response.text();
      expect(secrets.filter((secret) => text.includes(secret))).toEqual([]);
    }
  });
});
