import {
  DynamoDBClient,
  ProvisionedThroughputExceededException,
  TransactionCanceledException,
} from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type EmbeddedTable, startEmbeddedTable } from '../../cli/table.ts';
import { message } from '../../src/messages/message.ts';
import { TableUnavailable } from '../../src/problems/errors.ts';
import { ConditionNotMet } from '../../src/records/condition.ts';
import { updateItem, writeTogether } from '../../src/records/item.ts';
import { prepareTable } from '../../src/records/prepare-table.ts';
import { queryItems } from '../../src/records/query.ts';
import { createRecords, type Records } from '../../src/records/records.ts';
import type { SubmissionRecord } from '../../src/records/submission-records.ts';
import { createTable, InvalidTableCall, type Table } from '../../src/records/table.ts';
import type { UploadRecord } from '../../src/records/upload-records.ts';
import { newId } from '../../src/values/id.ts';
import { openUploadsOf } from '../support/open-uploads.ts';
import { testConfig } from '../support/test-config.ts';

let embedded: EmbeddedTable;
let table: Table;
let records: Records;
beforeAll(async () => {
  embedded = await startEmbeddedTable();
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  table = createTable(testConfig({ tableName: 'records', dynamodbEndpoint: embedded.endpoint, credentials }));
  await prepareTable(table);
  records = createRecords(table);
});
afterAll(() => embedded.close());

const soon = () => new Date(Date.now() + 3_600_000).toISOString();
const newUpload = (parts: Partial<UploadRecord> = {}): UploadRecord => ({
  ...{ id: newId(), userId: newId(), form: 'documents', field: 'files', key: `files/${newId()}`, filename: 'x.txt' },
  ...{ contentType: 'text/plain', size: 14, state: 'pending', createdAt: new Date().toISOString(), expiresAt: soon() },
  ...parts,
});
const newSubmission = (upload: UploadRecord, parts: Partial<SubmissionRecord> = {}): SubmissionRecord => ({
  ...{ id: newId(), number: 1, form: upload.form, submittedAt: new Date().toISOString() },
  submitter: { id: upload.userId, username: 'Ada' },
  fields: { title: 'Boots', amount: 5, agreed: true, nothing: null },
  files: {
    files: [
      {
        id: upload.id,
        key: upload.key,
        filename: 'x.txt',
        contentType: 'text/plain',
        size: 14,
        sha256: null,
        crc32: null,
      },
    ],
  },
  ...parts,
});
const idempotency = () => ({ key: newId(), fingerprint: 'f' });

describe('prepareTable', () => {
  it('prepareTable, twice, succeeds', async () => {
    await expect(prepareTable(table)).resolves.toBeUndefined();
  });
});

describe('items', () => {
  beforeEach(async () => {
    for (const sk of ['A#1', 'A#2', 'A#3', 'B#1']) await writeTogether(table, [{ put: { pk: 'LIST', sk } }]);
  });

  it('queryItems, one prefix, gives pages, newest first', async () => {
    const query = { pk: 'LIST', prefix: 'A#', limit: 2 };
    const first = await queryItems(table, query);
    expect(first.items.map(({ sk }) => sk)).toEqual(['A#3', 'A#2']);
    const last = await queryItems(table, { ...query, after: first.next ?? undefined });
    expect(last).toMatchObject({ items: [{ sk: 'A#1' }], next: null });
  });

  it('writeTogether, a condition that fails, writes no item and says which', async () => {
    const pk = newId();
    const writes = [
      { put: { pk, sk: 'NEW' } },
      { put: { pk: 'LIST', sk: 'A#1' }, onlyIf: { expression: 'attribute_not_exists(#pk)' } },
    ];
    const error = await writeTogether(table, writes).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ConditionNotMet);
    expect(error).toMatchObject({ positions: [1] });
    expect((await queryItems(table, { pk, prefix: 'NEW', limit: 1 })).items).toEqual([]);
  });

  it('updateItem, sets, removals and sums, are one update', async () => {
    const key = { pk: newId(), sk: 'X' };
    await updateItem(table, { update: key, set: { name: 'x', size: 1 }, add: { count: 2 } });
    const item = await updateItem(table, { update: key, set: { size: 2 }, unset: ['name'], add: { count: 3 } });
    expect(item).toEqual({ ...key, size: 2, count: 5 });
  });
});

describe('users', () => {
  const newUser = (createdAt = new Date().toISOString()) => ({
    ...{
      id: newId(),
      email: 'A@B.co',
      username: 'a',
      role: 'user' as const,
      isActive: true,
      passwordHash: 'x',
      createdAt,
    },
  });

  it('users, two with one address at the same moment, one is created', async () => {
    const address = `${newId()}@example.com`;
    const [one, other] = [newUser(), newUser()];
    const added = await Promise.all([records.users.add(one, address), records.users.add(other, address)]);
    expect(added.sort()).toEqual([false, true]);
    const found = await records.users.findByEmail(address);
    expect([one.id, other.id]).toContain(found?.id);
    const loser = found?.id === one.id ? other : one;
    expect(await records.users.find(loser.id)).toBeUndefined();
  });

  it('users, a change of a missing user, changes nothing', async () => {
    const user = newUser();
    await records.users.add(user, newId());
    expect(await records.users.change(user.id, { isActive: false })).toMatchObject({ isActive: false, username: 'a' });
    await expect(records.users.change(newId(), { isActive: false })).rejects.toBeInstanceOf(ConditionNotMet);
  });
});

describe('uploads', () => {
  it('uploads, settled twice, keep the first outcome', async () => {
    const upload = newUpload();
    await records.uploads.add(upload);
    expect(await records.uploads.settle(upload, { etag: '"1"' }, 'complete')).toBe(true);
    expect(await records.uploads.settle(upload, { reason: message('file-empty') }, 'rejected')).toBe(false);
    expect(await records.uploads.find(upload.id)).toMatchObject({ state: 'complete', etag: '"1"' });
  });

  it('uploads, until rejected, removed or attached, count as open', async () => {
    const userId = newId();
    const [rejected, removed, attached, complete] = [
      newUpload({ userId }),
      newUpload({ userId }),
      newUpload({ userId }),
      newUpload({ userId }),
    ];
    for (const upload of [rejected, removed, attached, complete]) await records.uploads.add(upload);
    await records.uploads.settle(rejected, { reason: message('file-empty') }, 'rejected');
    await records.uploads.remove(removed);
    for (const upload of [attached, complete]) await records.uploads.settle(upload, { etag: '"1"' }, 'complete');
    await records.submissions.add(newSubmission(attached), idempotency());
    const open = await openUploadsOf(table, userId);
    expect(open.map(({ id }) => id)).toEqual([complete.id]);
  });

  it('uploads, removed at any time, unless a submission holds them', async () => {
    const upload = newUpload();
    await records.uploads.add(upload);
    await records.uploads.settle(upload, { etag: '"1"' }, 'complete');
    await records.submissions.add(newSubmission(upload), idempotency());
    expect(await records.uploads.remove(upload)).toBe(false);
    expect(await records.uploads.find(upload.id)).toMatchObject({ state: 'attached' });
  });

  it('uploads, removed after the job that expires them, leave nothing in the table', async () => {
    const upload = newUpload();
    await records.uploads.add(upload);
    expect(await records.uploads.rejectExpired(upload)).toBe(true);
    await records.uploads.forgetExpired(upload.userId, upload.id);
    expect(await records.uploads.remove(upload)).toBe(false);
    expect(await records.uploads.find(upload.id)).toBeUndefined();
  });

  it('uploads, in the table, go two days after their expiry unless a submission holds them', async () => {
    const upload = newUpload();
    await records.uploads.add(upload);
    expect(await records.uploads.find(upload.id)).toMatchObject({
      ttl: Math.ceil(Date.parse(upload.expiresAt) / 1000) + 2 * 24 * 3600,
    });
    await records.uploads.settle(upload, { etag: '"1"' }, 'complete');
    await records.submissions.add(newSubmission(upload), idempotency());
    expect(await records.uploads.find(upload.id)).not.toHaveProperty('ttl');
  });
});

describe('submissions', () => {
  it('submissions, in every list, are whole with values in their types', async () => {
    const upload = newUpload({
      form: `form-${newId()
        .toLowerCase()
        .replace(/[^a-z]/g, '')}`,
    });
    await records.uploads.add(upload);
    await records.uploads.settle(upload, { etag: '"1"' }, 'complete');
    const submission = newSubmission(upload);
    const key = idempotency();
    expect(await records.submissions.add(submission, key)).toBe(true);
    expect(await records.submissions.find(submission.id)).toMatchObject({ ...submission });
    for (const of of ['all' as const, { form: upload.form }, { submitterId: upload.userId }])
      expect((await records.submissions.list(of, 1)).submissions).toMatchObject([{ id: submission.id }]);
    expect(await records.submissions.findLatest(upload.userId, upload.form)).toMatchObject({ id: submission.id });
    expect(await records.submissions.findByIdempotencyKey(upload.userId, upload.form, key.key)).toMatchObject({
      submissionId: submission.id,
    });
  });

  it('submissions, a file that is not free or a used key, leave no item', async () => {
    const [pending, complete] = [newUpload(), newUpload()];
    for (const upload of [pending, complete]) await records.uploads.add(upload);
    await records.uploads.settle(complete, { etag: '"1"' }, 'complete');
    const refused = newSubmission(pending);
    expect(await records.submissions.add(refused, idempotency())).toBe(false);
    const key = idempotency();
    expect(await records.submissions.add(newSubmission(complete), key)).toBe(true);
    const second = newSubmission(complete, { files: {} });
    expect(await records.submissions.add(second, key)).toBe(false);
    for (const { id } of [refused, second]) expect(await records.submissions.find(id)).toBeUndefined();
    expect((await records.submissions.list({ submitterId: pending.userId }, 10)).submissions).toEqual([]);
  });

  it('submissions, many at the same moment, get rising numbers', async () => {
    const numbers = await Promise.all(Array.from({ length: 10 }, () => records.submissions.nextNumber('numbered')));
    expect(numbers.sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  it('submissions, as many files as a form may ask for, are stored', async () => {
    const userId = newId();
    const uploads = Array.from({ length: 45 }, () => newUpload({ userId, state: 'complete' }));
    for (const upload of uploads) await records.uploads.add(upload);
    const files = uploads.flatMap((upload) => newSubmission(upload).files.files ?? []);
    expect(
      await records.submissions.add(newSubmission(newUpload({ userId }), { files: { files } }), idempotency()),
    ).toBe(true);
    expect(await openUploadsOf(table, userId, new Date(0))).toEqual([]);
  });
});

describe('rates', () => {
  const [at, later] = [new Date('2026-01-01T12:00:40Z'), new Date('2026-01-01T12:01:00Z')];

  it('rates, of kind, user and window, count on their own', async () => {
    const who = newId();
    const attempts = async (what: string, now: Date) => (await records.rates.count(what, who, 60, now, 0)).attempts;
    expect(await attempts('x', at)).toBe(0);
    const counts = await Promise.all(Array.from({ length: 5 }, () => records.rates.count('x', who, 60, at)));
    expect(counts.map((count) => count.attempts).sort()).toEqual([1, 2, 3, 4, 5]);
    expect([await attempts('x', at), await attempts('x', later), await attempts('y', at)]).toEqual([5, 0, 0]);
  });

  it('rates, the end of a window, is never later than its length', async () => {
    const who = newId();
    expect(await records.rates.count('x', who, 60, at)).toEqual({ attempts: 1, endsInSeconds: 20 });
    expect(await records.rates.count('x', who, 60, later)).toEqual({ attempts: 1, endsInSeconds: 60 });
  });
});

describe('a table that fails', () => {
  const faulty = (): { documents: DynamoDBDocumentClient; mock: ReturnType<typeof mockClient> } => {
    const documents = DynamoDBDocumentClient.from(new DynamoDBClient({ region: 'us-east-1' }));
    return { documents, mock: mockClient(documents) };
  };
  const cancelled = (...codes: string[]) =>
    new TransactionCanceledException({
      message: 'x',
      $metadata: {},
      CancellationReasons: codes.map((Code) => ({ Code })),
    });

  it.each([
    ['throttles', new ProvisionedThroughputExceededException({ message: 'x', $metadata: {} })],
    ['cannot be reached', Object.assign(new Error('x'), { code: 'ECONNREFUSED' })],
    ['does not answer', Object.assign(new Error('x'), { name: 'TimeoutError' })],
  ])('records, a table that %s, throw TableUnavailable', async (_what, error) => {
    const { documents, mock } = faulty();
    mock.on(GetCommand).rejects(error);
    await expect(createRecords({ documents, name: 'x' }).uploads.find('id')).rejects.toBeInstanceOf(TableUnavailable);
  });

  it('records, a wrong request, throw no outage', async () => {
    const { documents, mock } = faulty();
    mock.on(GetCommand).rejects(new TypeError('Cannot read properties of undefined'));
    await expect(createRecords({ documents, name: 'x' }).uploads.find('id')).rejects.toBeInstanceOf(TypeError);
  });

  it('records, a key that is too long, InvalidTableCall alone and in a transaction (attack 136)', async () => {
    await expect(records.users.findByEmail('x'.repeat(3000))).rejects.toBeInstanceOf(InvalidTableCall);
    const user = { id: newId(), email: 'x', username: 'a', role: 'user', isActive: true, createdAt: 'x' } as const;
    await expect(records.users.add(user, 'x'.repeat(3000))).rejects.toBeInstanceOf(InvalidTableCall);
    const { documents, mock } = faulty();
    mock.on(TransactWriteCommand).rejects(cancelled('None', 'ValidationError'));
    const added = createRecords({ documents, name: 'x' }).uploads.add(newUpload());
    await expect(added).rejects.toBeInstanceOf(InvalidTableCall);
    await expect(added).rejects.not.toBeInstanceOf(TableUnavailable);
  });

  it('records, a conflict with another transaction, ask again', async () => {
    const { documents, mock } = faulty();
    mock.on(TransactWriteCommand).rejectsOnce(cancelled('None', 'TransactionConflict')).resolves({});
    await createRecords({ documents, name: 'x' }).uploads.add(newUpload());
    expect(mock.commandCalls(TransactWriteCommand)).toHaveLength(2);
    mock.on(TransactWriteCommand).rejects(cancelled('TransactionConflict'));
    await expect(createRecords({ documents, name: 'x' }).uploads.add(newUpload())).rejects.toBeInstanceOf(
      TableUnavailable,
    );
  });

  it('records, a throttled transaction, decide nothing', async () => {
    const { documents, mock } = faulty();
    mock.on(TransactWriteCommand).rejects(cancelled('ThrottlingError', 'None'));
    await expect(
      createRecords({ documents, name: 'x' }).uploads.settle(newUpload(), {}, 'complete'),
    ).rejects.toBeInstanceOf(TableUnavailable);
  });
});
