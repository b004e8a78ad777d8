import { DeleteObjectTaggingCommand, GetObjectTaggingCommand, PutObjectTaggingCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BucketStage, outcome, stageBucket } from '../stage.ts';

let stage: BucketStage;
beforeAll(async () => {
  stage = await BucketStage.start();
  await stage.put('a', 'the bytes', { Tagging: 'first=1' });
});
afterAll(() => stage.close());

const at = { Bucket: stageBucket, Key: 'a' };
const tags = async () => (await stage.client.send(new GetObjectTaggingCommand(at))).TagSet;

describe('PutObjectTagging and DeleteObjectTagging', () => {
  it('an object with tags, replace and delete all of them and no byte', async () => {
    const TagSet = [
      { Key: 'scan & more', Value: 'ok' },
      { Key: 'state', Value: '' },
    ];
    await expect(outcome(stage.client.send(new PutObjectTaggingCommand({ ...at, Tagging: { TagSet } })))).resolves.toBe(
      '400 InvalidTag',
    );
    const sound = [
      { Key: 'scan + more', Value: 'ok' },
      { Key: 'state', Value: '' },
    ];
    await stage.client.send(new PutObjectTaggingCommand({ ...at, Tagging: { TagSet: sound } }));
    expect(await tags()).toEqual(sound);
    expect(await outcome(stage.client.send(new DeleteObjectTaggingCommand(at)))).toBe('204');
    expect(await tags()).toEqual([]);
    expect(await outcome(stage.put('a', 'x', { IfNoneMatch: '*' }))).toBe('412 PreconditionFailed');
  });

  it('no object, answer 404', async () => {
    for (const command of [
      new GetObjectTaggingCommand({ ...at, Key: 'b' }),
      new DeleteObjectTaggingCommand({ ...at, Key: 'b' }),
    ]) {
      expect(await outcome(stage.client.send(command as GetObjectTaggingCommand))).toBe('404 NoSuchKey');
    }
  });
});
