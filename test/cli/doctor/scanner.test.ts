import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { scannerResponds } from '../../../cli/doctor/scanner.ts';

const clamdAt = (socket: string) => ({ name: 'clamd', socket, maxBytes: 1000, keepsInfected: false }) as const;

describe('the doctor, the scanner', () => {
  it('a clamd that responds, is right, with its version', async () => {
    const server = createServer((connection) => connection.end('ClamAV 1.4.3/27000\0'));
    await once(server.listen(0, '127.0.0.1'), 'listening');
    // A server that listens on TCP has an AddressInfo; the string form is for pipes.
    const { port } = server.address() as AddressInfo;
    const finding = await scannerResponds({ scanner: clamdAt(`tcp://127.0.0.1:${port}`) }).ask();
    server.close();
    expect(finding).toEqual({ is: 'ok', note: 'ClamAV 1.4.3/27000' });
  });

  it('a clamd that is not there, is wrong, and the variable to set is named', async () => {
    const finding = await scannerResponds({ scanner: clamdAt('/nowhere/clamd.ctl') }).ask();
    expect(finding).toMatchObject({ is: 'wrong', fix: expect.stringContaining('CLAMD_SOCKET') });
  });
});
