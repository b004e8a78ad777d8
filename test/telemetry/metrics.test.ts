import { describe, expect, it } from 'vitest';
import { createEmfMetrics } from '../../src/telemetry/emf-metrics.ts';
import { createWriteLine } from '../../src/telemetry/request-line.ts';
import { capture, readLines } from './captured.ts';

const upload = { form: 'documents', field: 'files', filename: 'secret.pdf', id: 'upload-1' };

describe('metrics', () => {
  it('a metric, is a line of the embedded metric format with and without dimensions', async () => {
    const [line] = readLines(await capture(() => createEmfMetrics('sluice').count('UploadStored', upload)));
    expect(line).toEqual({
      _aws: {
        Timestamp: expect.any(Number),
        CloudWatchMetrics: [
          {
            Namespace: 'Sluice',
            Dimensions: [['service'], ['service', 'form', 'field']],
            Metrics: [{ Name: 'UploadStored', Unit: 'Count' }],
          },
        ],
      },
      service: 'sluice',
      form: 'documents',
      field: 'files',
      UploadStored: 1,
    });
  });

  it('a metric, does not mix with the one before', async () => {
    const lines = readLines(
      await capture(() => {
        const metrics = createEmfMetrics('sluice');
        metrics.count('UploadRejected', { ...upload, reason: 'content' });
        metrics.count('SignInFailed', {});
        metrics.upstreamTime('weather', 41);
        metrics.count('JobDone', { kind: 'expire' });
        metrics.queueAge(7.5);
      }),
    );
    expect(lines.map(({ _aws, ...rest }) => rest)).toEqual([
      { service: 'sluice', form: 'documents', field: 'files', reason: 'content', UploadRejected: 1 },
      { service: 'sluice', SignInFailed: 1 },
      { service: 'sluice', upstream: 'weather', UpstreamTime: 41 },
      { service: 'sluice', kind: 'expire', JobDone: 1 },
      { service: 'sluice', QueueAge: 7.5 },
    ]);
  });

  it('the metric of spilled responses, counts those only', async () => {
    const counts: string[] = [];
    const metrics = {
      count: (name: string) => void counts.push(name),
      upstreamTime: () => undefined,
      queueAge: () => undefined,
    };
    const written: unknown[] = [];
    const log = { info: (line: unknown) => void written.push(line), error: () => undefined };
    const write = createWriteLine({ log, metrics });
    write({ spilled: false });
    write({ spilled: true });
    expect(counts).toEqual(['AnswerSpilled']);
    expect(written).toHaveLength(2);
  });
});
