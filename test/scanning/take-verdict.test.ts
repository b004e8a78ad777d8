import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { uploadIdIn } from '../../src/files/object-key.ts';
import type { Verdict } from '../../src/records/scan-record.ts';
import { takeVerdict } from '../../src/scanning/take-verdict.ts';
import { postDocuments } from '../support/submitting.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';
import { helloText, upload } from '../support/uploading.ts';

let app: TestApp;
let client: Awaited<ReturnType<TestApp['signUp']>>['client'];
beforeAll(async () => {
  const scanner = { name: 'guardduty', keepsInfected: false, scan: () => Promise.resolve('asked' as const) } as const;
  app = await startTestApp({ replace: () => ({ scanner }) });
  ({ client } = await app.signUp());
});
afterAll(() => app.close());

const at = '2026-11-29T05:00:00.000Z';
const infected: Verdict = { state: 'infected', signature: 'Bad.Thing' };
const find = async (id: string) => (await app.dependencies.records.uploads.find(id)) ?? { key: '', scan: undefined };
const take = (key: string, verdict: Verdict, etag?: string) =>
  takeVerdict(app.dependencies, { key, verdict, scanner: 'guardduty', at, ...(etag && { etag }) });

describe('takeVerdict', () => {
  it('takeVerdict, verdicts and the acceptance in any order, ends with the weightiest', async () => {
    const verdicts: Verdict[] = [
      { state: 'failed' },
      { state: 'unscannable', reason: 'encrypted' },
      { state: 'clean' },
    ];
    const steps = fc.shuffledSubarray([...verdicts, 'submit' as const], { minLength: 4 });
    await fc.assert(
      fc.asyncProperty(steps, async (order) => {
        const id = await upload(client, helloText);
        const { key, scan } = await find(id);
        expect([uploadIdIn(key), scan]).toEqual([id, { state: 'waiting' }]);
        for (const step of order) {
          if (step === 'submit') expect((await postDocuments(client, { files: [id] })).status).toBe(201);
          else await take(key, step);
        }
        expect((await find(id)).scan).toEqual({ state: 'clean', scanner: 'guardduty', at });
      }),
      { numRuns: 8 },
    );
  });

  it('takeVerdict, the same twice and a lighter one after it, changes nothing', async () => {
    const { key } = await find(await upload(client, helloText));
    expect(await take(key, infected)).toBe('taken');
    expect(await take(key, infected)).toBe('known');
    expect(await take(key, { state: 'clean' })).toBe('known');
  });

  it('takeVerdict, for a key of no upload, another key of the upload or another ETag, is no verdict (attack 187)', async () => {
    const id = await upload(client, helloText);
    const { key } = await find(id);
    const other = `files/${id}.${'x'.repeat(24)}`;
    for (const unknown of [other, `files/${'y'.repeat(24)}.${'x'.repeat(24)}`, 'files/old', 'quarantine/x'])
      expect(await take(unknown, infected)).toBe('no-such-upload');
    expect(await take(key, infected, 'another')).toBe('no-such-upload');
    expect((await find(id)).scan).toEqual({ state: 'waiting' });
  });

  it('POST /forms/{form}, with a file that was found infected before, responds 422 with the name of the malware (attack 188)', async () => {
    const id = await upload(client, helloText);
    const { key } = await find(id);
    await take(key, infected);
    const response = await postDocuments(client, { files: [id] });
    expect(response.status).toBe(422);
    expect(await response.text()).toContain('Bad.Thing');
    expect(await app.dependencies.bucket.head(key)).toBeUndefined();
  });
});
