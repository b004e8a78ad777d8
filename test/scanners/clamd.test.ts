import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ScannerUnavailable } from '../../src/problems/errors.ts';
import { scanWithClamd } from '../../src/scanners/clamd.ts';
import { createScanner } from '../../src/scanners/create-scanner.ts';
import { runAll } from '../jobs/job-stage.ts';
import { startTestClamd } from '../support/clamd.ts';
import { fileIdOf, submitDocument } from '../support/submitting.ts';
import { startTestApp } from '../support/test-app.ts';
import { helloText } from '../support/uploading.ts';

describe('a clamd that hangs up', () => {
  it('a scan, of more bytes than clamd takes, reads its answer and not the broken pipe', async () => {
    const clamd = await startTestClamd(() => 'stream: OK', { maxBytes: 1000 });
    const site = await startTestApp({
      replace: ({ bucket }) => ({
        scanner: createScanner({ name: 'clamd', socket: clamd.socket, maxBytes: 1e9, keepsInfected: false }, bucket),
      }),
    });
    const { client } = await site.signUp();
    const bytes = Buffer.alloc(300_000, 'words and more words ');
    const id = fileIdOf(await submitDocument(client, { ...helloText, bytes }));
    await runAll(site);
    const upload = await site.dependencies.records.uploads.find(id);
    expect(upload?.scan).toMatchObject({ state: 'unscannable', reason: 'too-large' });
    clamd.close();
    await site.close();
  });
});

describe('a clamd that answers oddly', () => {
  const size = 3_000_000;

  /** Has a stream scanned by a clamd that does with its connection what a test says. */
  async function scanWith(behave: (connection: Socket) => void, beforeRead?: () => Promise<unknown>) {
    const server = createServer({ allowHalfOpen: true }, (connection) => {
      connection.on('error', () => connection.destroy());
      behave(connection);
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    onTestFinished(() => void server.close());
    const { port } = server.address() as AddressInfo; // the string form is for pipes
    const clamd = { socket: `tcp://127.0.0.1:${port}`, maxBytes: 1e9 };
    const bucket = {
      async readRange(_key: string, _etag: string, start: number, end: number) {
        await beforeRead?.();
        return Buffer.alloc(end - start);
      },
    };
    return scanWithClamd(clamd, bucket, { key: 'files/a', etag: '"e"', size });
  }

  /** Answers once all bytes have come. */
  const onceAllCame = (answer: string) => (connection: Socket) => {
    let left = 'zINSTREAM\0'.length + size + 4 * 4;
    connection.on('data', ({ length }) => {
      left -= length;
      if (left === 0) connection.end(answer);
    });
  };

  it.each(['stream: OK', 'stream: Bad.Thing FOUND'])(
    'scanWithClamd, answered "%s", has its verdict',
    async (answer) => {
      expect((await scanWith(onceAllCame(`${answer}\0`))).state).toBe(answer.includes('OK') ? 'clean' : 'infected');
    },
  );

  it.each(['stream: OK', 'stream: Bad.Thing FOU', 'str'])(
    'scanWithClamd, answered "%s" without an end, has no verdict and is asked again (attack 208)',
    async (answer) => {
      await expect(scanWith(onceAllCame(answer))).rejects.toThrow(ScannerUnavailable);
    },
  );

  it('scanWithClamd, clean before all bytes have come, has no verdict and is asked again (attack 208)', async () => {
    const answered = Promise.withResolvers<void>();
    const answerAtOnce = (connection: Socket) => void connection.resume().end('stream: OK\0', answered.resolve);
    // What was sent within one machine has come after a turn of the event loop.
    const early = scanWith(answerAtOnce, () => answered.promise.then(() => setImmediate()).then(() => setImmediate()));
    await expect(early).rejects.toThrow(ScannerUnavailable);
  });

  it('scanWithClamd, malware found before all bytes have come, counts', async () => {
    const early = await scanWith((connection) => void connection.resume().end('stream: Bad.Thing FOUND\0'));
    expect(early).toEqual({ state: 'infected', signature: 'Bad.Thing' });
  });

  it('scanWithClamd, an answer without end, is given up (attack 208)', async () => {
    let sent = 0;
    const endless = scanWith((connection) => {
      connection.resume();
      const more = () => {
        for (let isTaken = true; isTaken && !connection.destroyed && sent < 1e8; sent += 1e5)
          isTaken = connection.write('x'.repeat(1e5));
        if (sent >= 1e8) connection.end();
      };
      connection.on('drain', more);
      more();
    });
    await expect(endless).rejects.toThrow(ScannerUnavailable);
    expect(sent).toBeLessThan(1e8);
  });
});
