import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deleteSubmission } from '../../src/review/deletion.ts';
import { takeVerdict } from '../../src/scanning/take-verdict.ts';
import { runAll } from '../jobs/job-stage.ts';
import type { Client } from '../support/client.ts';
import { readPage } from '../support/page.ts';
import { helloText, upload } from '../support/uploading.ts';
import { decideOn, type ReviewStage, sendClaim, startReviewStage } from './review-stage.ts';

let stage: ReviewStage;
beforeAll(async () => {
  stage = await startReviewStage();
});
afterAll(() => stage.site.close());

const proof = { ...helloText, form: 'claims', field: 'proof' };

/** Sends a claim with a file, and returns it to its submitter. */
async function returnedClaim(): Promise<{ id: string; file: string }> {
  const file = await upload(stage.sam, proof);
  const id = await sendClaim(stage.sam, { title: 'Bus', amount: 7, proof: [file] });
  const json = { version: 1, kind: 'state', state: 'returned', message: 'The date is missing.' };
  expect((await decideOn(stage.rita, id, json)).status).toBe(201);
  return { id, file };
}

const progressOf = async (client: Client, id: string) =>
  (await (await client.get(`/submissions/${id}`)).json()).progress;
const send = (json: Record<string, unknown>) => stage.sam.post('/forms/claims', { json: { title: 'Bus', ...json } });

describe('a new version of a returned submission', () => {
  it('GET /forms/{form}?supersedes=, a returned submission, is filled in with its values, files and message', async () => {
    const { id, file } = await returnedClaim();
    const receipt = await readPage(await stage.sam.getPage(`/submissions/${id}`));
    expect(receipt.html).toContain(`href="/forms/claims?supersedes=${id}"`);
    expect(receipt.html).toContain('The date is missing.');
    const { html } = await readPage(await stage.sam.getPage(`/forms/claims?supersedes=${id}`));
    expect(html).toContain('value="Bus"');
    expect(html).toContain('value="7"');
    expect(html).toContain(`name="proof" value="${file}"`);
    expect(html).toContain(`name="supersedes" value="${id}"`);
    expect(html).toContain('The date is missing.');
  });

  it('POST /forms/{form}, a new version, takes the files over, also from a deletion of the old one', async () => {
    const { id, file } = await returnedClaim();
    const added = await upload(stage.sam, proof);
    const response = await send({ supersedes: id, proof: [file, added] });
    expect(response.status).toBe(201);
    const newer = await response.json();
    expect(newer.supersedes).toBe(id);
    await runAll(stage.site);
    expect(await progressOf(stage.sam, id)).toMatchObject({
      part: 'superseded',
      supersededBy: newer.id,
      message: null,
    });
    expect(await progressOf(stage.sam, newer.id)).toMatchObject({ part: 'new' });
    for (const one of [file, added]) expect((await stage.rita.get(`/files/${one}`)).status).toBe(302);
    const pages = await Promise.all(
      [id, newer.id].map(async (one) => readPage(await stage.rita.getPage(`/submissions/${one}`))),
    );
    expect(pages[0]?.html).toContain(`href="/submissions/${newer.id}"`);
    expect(pages[1]?.html).toContain(`href="/submissions/${id}"`);
    const closed = await decideOn(stage.rita, id, { version: 3, kind: 'state', state: 'accepted' });
    expect(closed.status).toBe(409);
    const { dependencies } = stage.site;
    await deleteSubmission(dependencies, id, { actor: stage.ritaUser, reason: 'Asked for.' });
    await runAll(stage.site);
    const kept = await dependencies.records.uploads.find(file);
    expect(await dependencies.bucket.head(kept?.key ?? '')).toMatchObject({ size: proof.bytes.length });
    expect((await stage.rita.get(`/files/${file}`)).status).toBe(302);
  });

  it('GET and POST /forms/{form}, a file in which malware was found since, name it and do not take it over', async () => {
    const { id, file } = await returnedClaim();
    const { dependencies } = stage.site;
    const { key = '' } = (await dependencies.records.uploads.find(file)) ?? {};
    const at = dependencies.clock().toISOString();
    const verdict = { state: 'infected', signature: 'Test.Signature' } as const;
    await takeVerdict(dependencies, { key, verdict, scanner: 'clamd', at });
    const { html } = await readPage(await stage.sam.getPage(`/forms/claims?supersedes=${id}`));
    expect(html).toMatch(/found malware in these files.*<li><bdi>hello\.txt<\/bdi><\/li>/s);
    expect(html).not.toContain(`value="${file}"`);
    const refused = await send({ supersedes: id, proof: [file] });
    expect(refused.status).toBe(422);
    const { errors } = await refused.json();
    expect(errors).toMatchObject([{ field: 'proof', message: expect.stringMatching(/hello\.txt.*Test\.Signature/) }]);
    const sent = await send({ supersedes: id, proof: [await upload(stage.sam, proof)] });
    expect(sent.status).toBe(201);
    expect((await sent.json()).files.proof).toHaveLength(1);
  });

  it('POST /forms/{form}, two new versions at once, accepts one', async () => {
    const { id, file } = await returnedClaim();
    const responses = await Promise.all(['one', 'two'].map((title) => send({ title, supersedes: id, proof: [file] })));
    expect(responses.map(({ status }) => status).sort()).toEqual([201, 409]);
    const again = await send({ title: 'three', supersedes: id });
    expect(again.status).toBe(409);
  });

  it('POST /forms/{form}, the same new version twice, answers with the first', async () => {
    const { id } = await returnedClaim();
    const json = { supersedes: id, idempotencyKey: 'abcdefghijklmnopqrstuvwx' };
    const first = await (await send(json)).json();
    expect(await (await send(json)).json()).toEqual(first);
  });

  it('POST /forms/{form}, a submission that is not returned, of another user or unknown, is refused', async () => {
    const open = await sendClaim(stage.sam);
    const { id: returned, file } = await returnedClaim();
    expect((await send({ supersedes: open })).status).toBe(409);
    expect((await send({ supersedes: 'AAAAAAAAAAAAAAAAAAAAAAAA' })).status).toBe(404);
    expect((await stage.lena.post('/forms/claims', { json: { title: 'x', supersedes: returned } })).status).toBe(404);
    expect((await stage.lena.getPage(`/forms/claims?supersedes=${returned}`)).status).toBe(404);
    // Without naming the version before, its file is another submission's.
    expect((await send({ proof: [file] })).status).toBe(422);
  });

  it('POST /forms/{form} in a browser, an answer that is wrong, keeps the place of the new version', async () => {
    const { id, file } = await returnedClaim();
    const form = { title: '', supersedes: id, proof: file };
    const response = await stage.sam.post('/forms/claims', { form, headers: { accept: 'text/html' } });
    expect(response.status).toBe(422);
    const html = await response.text();
    expect(html).toContain(`name="supersedes" value="${id}"`);
    expect(html).toContain(`name="proof" value="${file}"`);
  });
});

describe('POST /submissions/{id}/withdrawals', () => {
  it('POST withdrawals, a new submission, withdraws it for good, and again changes nothing', async () => {
    const id = await sendClaim(stage.sam);
    expect((await readPage(await stage.sam.getPage(`/submissions/${id}`))).html).toContain(
      `/submissions/${id}/withdrawals`,
    );
    for (const _time of [1, 2]) {
      const response = await stage.sam.post(`/submissions/${id}/withdrawals`);
      expect([response.status, (await response.json()).part]).toEqual([201, 'withdrawn']);
    }
    expect((await decideOn(stage.rita, id, { version: 2, kind: 'state', state: 'accepted' })).status).toBe(409);
    expect((await decideOn(stage.rita, id, { version: 2, kind: 'note', note: 'Pity.' })).status).toBe(201);
  });

  it('POST withdrawals, a submission that a reviewer has moved on, answers 409; of another user, 403', async () => {
    const id = await sendClaim(stage.sam);
    expect((await stage.rita.post(`/submissions/${id}/withdrawals`)).status).toBe(403);
    await decideOn(stage.rita, id, { version: 1, kind: 'state', state: 'in-review' });
    expect((await stage.sam.post(`/submissions/${id}/withdrawals`)).status).toBe(409);
  });
});
