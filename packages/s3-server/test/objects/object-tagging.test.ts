import { DeleteObjectTaggingCommand, GetObjectTaggingCommand, PutObjectTaggingCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { outcome, TestServer, testBucketName } from '../test-server.ts';

let testServer: TestServer;
beforeAll(async () => {
  testServer = await TestServer.start();
  await testServer.put('a', 'the bytes', { Tagging: 'first=1' });
});
afterAll(() => testServer.close());

const at = { Bucket: testBucketName, Key: 'a' };
const tags = async () => (await testServer.client.send(new GetObjectTaggingCommand(at))).TagSet;

describe('PutObjectTagging and DeleteObjectTagging', () => {
  it('an object with tags, replace and delete all of them and no byte', async () => {
    const TagSet = [
      { Key: 'scan & more', Value: 'ok' },
      { Key: 'state', Value: '' },
    ];
    await expect(
      outcome(testServer.client.send(new PutObjectTaggingCommand({ ...at, Tagging: { TagSet } }))),
    ).resolves.toBe('400 InvalidTag');
    const sound = [
      { Key: 'scan + more', Value: 'ok' },
      { Key: 'state', Value: '' },
    ];
    await testServer.client.send(new PutObjectTaggingCommand({ ...at, Tagging: { TagSet: sound } }));
    expect(await tags()).toEqual(sound);
    expect(await outcome(testServer.client.send(new DeleteObjectTaggingCommand(at)))).toBe('204');
    expect(await tags()).toEqual([]);
    expect(await outcome(testServer.put('a', 'x', { IfNoneMatch: '*' }))).toBe('412 PreconditionFailed');
  });

  it('no object, answer 404', async () => {
    for (const command of [
      new GetObjectTaggingCommand({ ...at, Key: 'b' }),
      new DeleteObjectTaggingCommand({ ...at, Key: 'b' }),
    ]) {
      expect(await outcome(testServer.client.send(command as GetObjectTaggingCommand))).toBe('404 NoSuchKey');
    }
  });
});
