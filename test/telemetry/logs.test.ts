import { describe, expect, it, vi } from 'vitest';
import { describeError } from '../../src/telemetry/describe-error.ts';
import { createJsonLog } from '../../src/telemetry/json-log.ts';
import { createReadableLog } from '../../src/telemetry/readable-log.ts';
import { capture, readLines } from './captured.ts';

const line = { message: 'GET /files/:id', requestId: 'id-1', method: 'GET', route: '/files/:id', status: 302, ms: 12 };
const failure = new Error('It broke.', { cause: new TypeError('no answer', { cause: 'a reset' }) });

describe('the JSON log', () => {
  it('the JSON log, an entry, is one document a line with level, time and service', async () => {
    const printed = await capture(() => createJsonLog('INFO', 'sluice').info(line));
    expect(printed.split('\n')).toHaveLength(2);
    expect(readLines(printed)).toEqual([
      {
        ...line,
        level: 'INFO',
        service: 'sluice',
        sampling_rate: 0,
        timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      },
    ]);
  });

  it('the JSON log, an error, tells its causes', async () => {
    const [written] = readLines(
      await capture(() => createJsonLog('INFO', 'sluice').error({ requestId: 'id-1', failure })),
    );
    expect(written).toMatchObject({
      level: 'ERROR',
      requestId: 'id-1',
      failure: { error: 'Error', message: 'It broke.', cause: { error: 'TypeError', cause: 'a reset' } },
    });
  });

  it.each([
    ['INFO', 2],
    ['ERROR', 1],
    ['SILENT', 0],
  ] as const)('the JSON log at the level %s, writes %d of an info and an error', async (level, count) => {
    const printed = await capture(() => {
      const log = createJsonLog(level, 'sluice');
      log.info(line);
      log.error(line);
    });
    expect(readLines(printed)).toHaveLength(count);
  });

  it('the JSON log, an error that is its own cause, is written', async () => {
    const circular = new Error('round');
    circular.cause = circular;
    const printed = await capture(() => createJsonLog('INFO', 'sluice').error({ circular }));
    expect(readLines(printed)).toHaveLength(1);
  });

  it('the JSON log, an object in itself and a big integer, loses what JSON cannot express alone', async () => {
    const round: Record<string, unknown> = { kept: 1, bytes: 2n ** 64n, secret: 'Bearer abc' };
    round.again = round;
    const [written] = readLines(await capture(() => createJsonLog('INFO', 'sluice').info({ round })));
    expect(written?.round).toEqual({ kept: 1, bytes: '18446744073709551616', secret: 'Bearer …' });
  });

  it('the JSON log, a line with the names of its own fields, does not replace them', async () => {
    const forged = { message: 'x', level: 'ERROR', service: 'other', timestamp: 'never', sampling_rate: 1 };
    const [written] = readLines(await capture(() => createJsonLog('INFO', 'sluice').info(forged)));
    expect(written).toMatchObject({ message: 'x', level: 'INFO', service: 'sluice', sampling_rate: 0 });
    expect(written?.timestamp).not.toBe('never');
  });

  it.each([
    ['Root=1-5e1b-abc;Parent=def;Sampled=1', '1-5e1b-abc'],
    ['1-5e1b-abc', '1-5e1b-abc'],
    [undefined, undefined],
  ])('the JSON log, the trace %s, has the id %s', async (trace, id) => {
    const [written] = readLines(await capture(() => createJsonLog('INFO', 'sluice', () => trace).info(line)));
    expect(written?.xray_trace_id).toBe(id);
  });

  it('the JSON log, an error, goes to standard error', () => {
    const out = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
    const err = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    createJsonLog('INFO', 'sluice').error(line);
    const counts = [out, err].map(({ mock }) => mock.calls.length);
    for (const spy of [out, err]) spy.mockRestore();
    expect(counts).toEqual([0, 1]);
  });
});

describe('the readable log', () => {
  const said = (act: (log: ReturnType<typeof createReadableLog>) => void, level: 'INFO' | 'ERROR' = 'INFO') => {
    const lines: string[] = [];
    act(createReadableLog(level, (text) => lines.push(text)));
    return lines;
  };

  const lines = (act: (log: ReturnType<typeof createReadableLog>) => void) => said(act).join('\n').split('\n');

  it('the readable log, a request, is one line', () => {
    expect(said((log) => log.info(line))).toEqual([
      expect.stringMatching(/^\d\d:\d\d:\d\d GET \/files\/:id 302 12 ms requestId=id-1$/),
    ]);
  });

  it('the readable log, an error, has its stack and its causes', () => {
    const [text = ''] = said((log) =>
      log.error({ error: 'Error', message: 'It broke.', stack: failure.stack, route: '/x', cause: failure.cause }),
    );
    expect(text).toMatch(/^\S+ ERROR Error: It broke\. at \/x\n +at /);
    expect(text).toContain('  caused by TypeError: no answer');
    expect(text).toContain('  caused by a reset');
  });

  const beginning = /^\d\d:\d\d:\d\d /;
  const forged = [
    'x\r\n12:00:00 POST /session 201 1 ms',
    'x\n12:00:00 forged',
    'x\r12:00:00 forged',
    'x\u2028forged\u2029forged\u0085forged\u000bforged',
    '\x1b[2K\x1b]0;forged\x07\u202eforged',
  ];

  it.each(forged)('the readable log, %j as value, message or error name, writes one line', (value) => {
    const causing = new Error(value, { cause: value });
    causing.name = value;
    for (const said of [
      lines((log) => log.info({ message: value, route: value, status: 200, requestId: value, answer: { value } })),
      lines((log) => log.info({ message: 'x', status: value, ms: value })),
      lines((log) => log.error({ error: value, message: value, route: value, stack: value })),
      lines((log) => log.error({ message: 'It failed', failure: causing })),
    ]) {
      expect(said).toHaveLength(1);
      expect(said[0]).toMatch(beginning);
      expect(said[0]).not.toMatch(/[^\P{Cc}]|\p{Zl}|\p{Zp}|\u202e/u);
    }
  });

  it.each(forged)('the readable log, %j as the message of an error, forges no line', (value) => {
    const error = new Error(`${value}\n    at forged (file:///forged.ts:1:1)`, {
      cause: new TypeError(value, { cause: value }),
    });
    const [first = '', ...others] = lines((log) => log.error({ ...describeError(error), route: '/x' }));
    expect(first).toMatch(beginning);
    for (const other of others) {
      expect(other).toMatch(/^ +(at |caused by )/);
      expect(other).not.toMatch(/^ +at forged/);
      expect(other).not.toMatch(/[^\P{Cc}]|\p{Zl}|\p{Zp}|\u202e/u);
    }
    expect(others.length).toBeGreaterThan(3);
  });

  it('the readable log, an entry below its level, is left out', () => {
    expect(said((log) => log.info(line), 'ERROR')).toEqual([]);
  });
});
