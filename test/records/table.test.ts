import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { TableUnavailable } from '../../src/problems/errors.ts';
import { createRecords } from '../../src/records/records.ts';
import { createTable } from '../../src/records/table.ts';

test.each([
  [300, 'an outage'],
  [20_000, 'an answer'],
] as const)(
  'createTable, tableTimeoutMs of %i, makes of a table that answers after 1.2 s %s',
  async (tableTimeoutMs, what) => {
    const server = createServer((request, response) => {
      request.resume();
      setTimeout(() => response.setHeader('content-type', 'application/x-amz-json-1.0').end('{}'), 1_200);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => {
      server.closeAllConnections();
      server.close();
    });
    // An address of TCP, as `listen` was given a port.
    const { port } = server.address() as AddressInfo;
    const records = createRecords(
      createTable({
        ...{ tableName: 'slow', region: 'us-east-1', dynamodbEndpoint: `http://127.0.0.1:${port}`, tableTimeoutMs },
        credentials: { accessKeyId: 'x', secretAccessKey: 'x' },
      }),
    );
    const reached = records.probe();
    if (what === 'an answer') expect(await reached).toBe('ok');
    else await expect(reached).rejects.toBeInstanceOf(TableUnavailable);
  },
);
