import { ListObjectsV2Command } from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runJob } from '../../src/jobs/run-job.ts';
import { deleteSubmission } from '../../src/review/deletion.ts';
import { takeVerdict } from '../../src/scanning/take-verdict.ts';
import { createBucketClient } from '../../src/storage/bucket-client.ts';
import { avatarPicture, fileIdOf, type SubmissionJson, submitDocument } from '../support/submitting.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';
import { allItems, listFreeJobs, runAll, runUntilDeath } from './job-stage.ts';

const picture = { ...avatarPicture, form: 'documents', field: 'files' };
const kinds = ['index', 'crc', 'scan', 'preview', 'quarantine'] as const;
type Kind = (typeof kinds)[number];

let site: TestApp;

async function begin(): Promise<void> {
  const makePictures = async () => ({ mini: 'AAAA', width: 1, height: 1, webp: { 512: 'AAAA', 96: 'AAAA' } });
  const scanner = { name: 'clamd', keepsInfected: true, scan: async () => ({ state: 'clean' as const }) } as const;
  site = await startTestApp({ replace: () => ({ makePictures, scanner }) });
}
beforeEach(begin);
afterEach(() => site.close());

/** Sends a form, and returns it with its job of a kind. */
async function prepare(kind: Kind) {
  const submission = await submitDocument((await site.signUp()).client, picture);
  if (kind === 'preview' || kind === 'quarantine') {
    const { dependencies: ports } = site;
    if (kind === 'quarantine') await runAll(site);
    const { key = '' } = (await ports.records.uploads.find(fileIdOf(submission))) ?? {};
    const verdict =
      kind === 'preview' ? { state: 'clean' as const } : ({ state: 'infected', signature: 'Bad' } as const);
    await takeVerdict(ports, { key, verdict, scanner: 'clamd', at: ports.clock().toISOString() });
  }
  const job = (await listFreeJobs(site.dependencies)).find((free) => free.kind === kind);
  return { submission, job };
}

/** Deletes a submission, with all that its job removes. */
async function deleteAll({ id }: SubmissionJson): Promise<void> {
  const { dependencies: ports } = site;
  await deleteSubmission(ports, id, { keptForDays: 1 });
  for (const job of await listFreeJobs(ports)) if (job.kind === 'delete') await runJob(ports, job, () => false);
}

/** The items of a submission and its files, but for what stays, and the keys of all objects. */
async function traces(submission: SubmissionJson): Promise<unknown[]> {
  const names = [submission.id, fileIdOf(submission)];
  const items = (await allItems(site)).filter(({ sk }) => !/^(?:DELETED(?:#|$)|FOUND#)/.test(String(sk)));
  const { s3, name: Bucket } = createBucketClient(site.config);
  const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket }));
  return [
    ...items.filter((item) => names.some((name) => JSON.stringify(item).includes(name))),
    ...Contents.map(({ Key }) => Key),
  ];
}

describe.each(kinds)('job %s', (kind) => {
  it('job, its submission deleted in front of any call and its worker killed after it, leaves nothing (attack 207)', {
    timeout: 180_000,
  }, async () => {
    for (let atCall = 1; ; atCall += 1) {
      const { submission, job } = await prepare(kind);
      if (!job) throw new Error('There is no such job.');
      const meanwhile = () => deleteAll(submission);
      const calls = await runUntilDeath(site, job, { atCall, isTakingEffect: true, meanwhile });
      if (calls !== undefined) return;
      await runAll(site);
      expect(await traces(submission), `call ${atCall}`).toEqual([]);
      await site.close();
      await begin();
    }
  });
});
