import { describe, expect, it } from 'vitest';
import { createJsonLog } from '../../src/telemetry/json-log.ts';
import { createReadableLog } from '../../src/telemetry/readable-log.ts';
import { capture, readLines } from './captured.ts';

const line = { message: 'GET /files/:id', requestId: 'id-1', method: 'GET', route: '/files/:id', status: 302, ms: 12 };
const failure = new Error('It broke.', { cause: new TypeError('no answer', { cause: 'a reset' }) });

describe('the JSON log', () => {
  it('writes one document a line, with level, time and service, for Lambda to pass on and CloudWatch to read', async () => {
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

  it('tells an error with its causes', async () => {
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
  ] as const)('at the level %s writes %d of an info and an error', async (level, count) => {
    const printed = await capture(() => {
      const log = createJsonLog(level, 'sluice');
      log.info(line);
      log.error(line);
    });
    expect(readLines(printed)).toHaveLength(count);
  });

  it('does not fail on an error that is its own cause', async () => {
    const circular = new Error('round');
    circular.cause = circular;
    const printed = await capture(() => createJsonLog('INFO', 'sluice').error({ circular }));
    expect(readLines(printed)).toHaveLength(1);
  });
});

describe('the readable log', () => {
  const said = (act: (log: ReturnType<typeof createReadableLog>) => void, level: 'INFO' | 'ERROR' = 'INFO') => {
    const lines: string[] = [];
    act(createReadableLog(level, (text) => lines.push(text)));
    return lines;
  };

  it('writes a request in one line', () => {
    expect(said((log) => log.info(line))).toEqual([
      expect.stringMatching(/^\d\d:\d\d:\d\d GET \/files\/:id 302 12 ms requestId=id-1$/),
    ]);
  });

  it('writes an error with its stack and its causes', () => {
    const [text = ''] = said((log) =>
      log.error({ error: 'Error', message: 'It broke.', stack: failure.stack, route: '/x', cause: failure.cause }),
    );
    expect(text).toMatch(/^\S+ ERROR Error: It broke\. at \/x\n +at /);
    expect(text).toContain('  caused by TypeError: no answer');
    expect(text).toContain('  caused by a reset');
  });

  it('leaves out what is below its level', () => {
    expect(said((log) => log.info(line), 'ERROR')).toEqual([]);
  });
});
