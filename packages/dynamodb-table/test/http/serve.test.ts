import { crc32 } from 'node:zlib';
import { DynamoDBClient, GetItemCommand, waitUntilTableExists } from '@aws-sdk/client-dynamodb';
import { describe, expect, it, onTestFinished } from 'vitest';
import { errorOf, protocolHeaders, send } from '../send.ts';
import { keyOf, startTableStage } from '../table-stage.ts';

describe('a response', () => {
  it('of a success and of an error, carries its CRC-32 and a request ID', async () => {
    const { server } = await startTableStage();
    for (const operation of ['ListTables', 'DescribeTable']) {
      const { headers, body } = await send(server.endpoint, operation, {});
      expect(headers['x-amz-crc32']).toBe(String(crc32(body)));
      expect(headers['x-amzn-requestid']).toMatch(/^[A-Z0-9]{52}$/);
      expect(headers['content-type']).toBe('application/x-amz-json-1.0');
    }
  });

  it('of an error, names its type as DynamoDB does', async () => {
    const { server } = await startTableStage();
    expect((await send(server.endpoint, 'DescribeTable', { TableName: 'none' })).document).toEqual({
      __type: 'com.amazonaws.dynamodb.v20120810#ResourceNotFoundException',
      message: 'Requested resource not found: Table: none not found',
    });
    expect((await send(server.endpoint, 'UpdateTable', {})).document).toEqual({
      __type: 'com.amazon.coral.service#UnknownOperationException',
      message: 'The embedded table does not have the operation UpdateTable.',
    });
  });

  it('the AWS SDK, reads and waits', async () => {
    const { server, put } = await startTableStage();
    await put(keyOf('a'));
    const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
    const client = new DynamoDBClient({ endpoint: server.endpoint, region: 'eu-central-1', credentials });
    onTestFinished(() => client.destroy());
    await waitUntilTableExists({ client, maxWaitTime: 30 }, { TableName: 'things' });
    const { Item } = await client.send(new GetItemCommand({ TableName: 'things', Key: keyOf('a') }));
    expect(Item).toEqual(keyOf('a'));
  });
});

describe('a request', () => {
  const headers = protocolHeaders('ListTables');

  it.each([
    ['a page of another site', { origin: 'https://example.com' }, 'AccessDeniedException'],
    ['a sandboxed page', { origin: 'null' }, 'AccessDeniedException'],
    ['a page of this machine', { origin: 'http://localhost:3000' }, 'AccessDeniedException'],
    ['a page without Origin', { 'sec-fetch-site': 'cross-site' }, 'AccessDeniedException'],
    ['a name of the Internet that points here', { host: 'example.com' }, 'AccessDeniedException'],
    ['a name that only begins like this machine', { host: 'localhost.example.com' }, 'AccessDeniedException'],
    ['a plain form', { 'content-type': 'text/plain' }, 'SerializationException'],
    ['a client without a key', { authorization: undefined }, 'MissingAuthenticationTokenException'],
    ['a client with another kind of key', { authorization: 'Bearer x' }, 'IncompleteSignatureException'],
    ['a client without a date', { 'x-amz-date': undefined }, 'IncompleteSignatureException'],
    ['a client of another service', { 'x-amz-target': 'Kinesis_20131202.ListStreams' }, 'UnknownOperationException'],
  ])('of %s, is refused', async (_whose, change, name) => {
    const { server } = await startTableStage();
    const sent = Object.fromEntries(
      Object.entries({ ...headers, ...change }).filter(([, value]) => value !== undefined),
    );
    const answer = await send(server.endpoint, 'ListTables', {}, sent);
    expect(errorOf(answer)?.name).toBe(name);
    expect(answer.headers).not.toHaveProperty('access-control-allow-origin');
  });

  it.each(['localhost:8000', 'table.localhost', '127.0.0.1', '127.83.201.7:4000', '[::1]:8000'])(
    'to the host %s, is answered',
    async (host) => {
      const { server } = await startTableStage();
      expect((await send(server.endpoint, 'ListTables', {}, { ...headers, host })).status).toBe(200);
    },
  );

  it('of a preflight, gets no permission', async () => {
    const { server } = await startTableStage();
    const answer = await fetch(server.endpoint, { method: 'OPTIONS' });
    expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([400, null]);
  });

  it('GET, tells that the server is there', async () => {
    const { server } = await startTableStage();
    const health = await send(server.endpoint, 'ListTables', '', {});
    expect(health.status).toBe(400);
    const answer = await fetch(server.endpoint);
    expect([answer.status, await answer.text()]).toEqual([200, `healthy: ${new URL(server.endpoint).host}`]);
  });

  it.each([
    ['{', 'SerializationException'],
    ['[]', 'SerializationException'],
    ['{"Limit":"1"}', 'SerializationException'],
    ['{"Limit":1.5}', 'SerializationException'],
    [`{"x":"${'x'.repeat(16 * 1024 * 1024)}"}`, 'RequestEntityTooLargeException'],
  ])('with a body of case %#, is refused', async (body, name) => {
    const { server } = await startTableStage();
    expect(errorOf(await send(server.endpoint, 'ListTables', body))?.name).toBe(name);
  });
});
