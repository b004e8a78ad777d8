import { describe, expect, test } from 'vitest';
import { counted } from '../../src/telemetry/metrics.ts';
import { deploy } from './cloudformation/deploy.ts';
import { type MetricQuery, metricMath } from './cloudformation/metric-math.ts';
import { file, full, known, ofType, plain, properties, template } from './deployments.ts';

describe('alarms and dashboard', () => {
  const alarms = ofType(full, 'AWS::CloudWatch::Alarm').map(([, { Properties }]) => Properties);

  test.each(['5xx', 'Duration', 'Errors', 'Throttles', 'ReadThrottleEvents', 'WriteThrottleEvents', 'UploadRejected'])(
    'alarms, %s, exists (attack 54)',
    (metric) => {
      expect(JSON.stringify(alarms)).toContain(`"MetricName":"${metric}"`);
    },
  );

  test('the alarm of the streaming function’s errors, exists where the function does (attack 54)', () => {
    expect(properties(full, 'StreamErrorsAlarm')).toMatchObject({
      MetricName: 'Errors',
      Dimensions: [{ Value: '<StreamApp>' }],
    });
    expect(plain.resources).not.toHaveProperty('StreamErrorsAlarm');
  });

  test('the alarm of the streaming function’s throttled requests, exists where it does (attack 54)', () => {
    expect(properties(full, 'StreamThrottlesAlarm')).toMatchObject({
      MetricName: 'Throttles',
      Dimensions: [{ Name: 'FunctionName', Value: '<StreamApp>' }],
      Threshold: 0,
    });
    expect(plain.resources).not.toHaveProperty('StreamThrottlesAlarm');
  });

  test('alarms of a percentile, wait for as many requests as it takes to have one', () => {
    const percentiles = alarms.filter((alarm) => 'ExtendedStatistic' in alarm);
    expect(percentiles).not.toEqual([]);
    for (const alarm of percentiles) expect(alarm).toMatchObject({ EvaluateLowSampleCountPercentile: 'ignore' });
  });

  test('every alarm, says what to do, is quiet without traffic, and notifies the topic if any', () => {
    for (const alarm of alarms) {
      expect(String(alarm.AlarmDescription).length).toBeGreaterThan(40);
      expect(alarm).toMatchObject({
        TreatMissingData: 'notBreaching',
        AlarmActions: ['arn:aws:sns:us-east-1:123456789012:alarms'],
      });
    }
    expect(properties(plain, 'FunctionErrorsAlarm')).not.toHaveProperty('AlarmActions');
  });

  /** Returns the value that the alarm compares with its threshold, for these counts. */
  function shareOfRejected(count: Record<string, number>): number {
    return metricMath(properties<{ Metrics: MetricQuery[] }>(plain, 'RejectedUploadsAlarm').Metrics, count);
  }

  test.each([
    ['a form that rejects every file before it is sent, is at 100 %', { UploadRejected: 20 }, 100],
    ['a form that rejects every file that has arrived, is at 100 %', { UploadStarted: 20, UploadRejected: 20 }, 100],
    [
      'files rejected before their start, make no share above 100 %',
      { UploadStarted: 20, UploadStored: 20, UploadRejected: 60 },
      75,
    ],
    [
      'files started and not decided, count for neither side',
      { UploadStarted: 90, UploadStored: 10, UploadRejected: 10 },
      50,
    ],
    ['fewer than twenty files, count as none', { UploadRejected: 19 }, 0],
    ['no rejected file, is at 0 %', { UploadStarted: 40, UploadStored: 40 }, 0],
  ])('the alarm of rejected uploads, %s (attack 54)', (_, count, share) => {
    expect(shareOfRejected(count)).toBe(share);
    expect(properties(plain, 'RejectedUploadsAlarm')).toMatchObject({
      ComparisonOperator: 'GreaterThanThreshold',
      Threshold: 50,
    });
  });

  test('the dashboard, is JSON with metrics of this stack only', () => {
    const { DashboardBody } = properties<{ DashboardBody: string }>(plain, 'Dashboard');
    const { widgets } = JSON.parse(DashboardBody) as {
      widgets: { properties: { metrics: unknown[][]; region: string } }[];
    };
    expect(widgets.length).toBeGreaterThan(3);
    for (const { properties } of widgets) {
      expect(properties.region).toBe('us-east-1');
      const [first] = properties.metrics;
      const named = typeof first?.[0] === 'object' ? JSON.stringify(first).match(/service=\\+"(\w+)/)?.[1] : first?.[3];
      expect(named).toMatch(/^(a1b2c3d4e5|<App>|<Worker>|sluice-table|sluice-bucket|sluice)$/);
    }
  });

  test('the dashboard, its searches, have the dimensions by which the app counts', () => {
    const { DashboardBody } = properties<{ DashboardBody: string }>(plain, 'Dashboard');
    const searches = [...DashboardBody.matchAll(/\{Sluice,service,([\w,]+)\} MetricName=\\"(\w+)/g)];
    const dimensions = { ...counted, UpstreamTime: ['upstream'] };
    expect(Object.fromEntries(searches.map(([, by = '', name = '']) => [name, by.split(',')]))).toEqual({
      UploadStored: dimensions.UploadStored,
      UploadRejected: dimensions.UploadRejected,
      JobDone: dimensions.JobDone,
      UpstreamTime: dimensions.UpstreamTime,
    });
  });

  test('two deployments in one account, do not count for each other', () => {
    const staging = deploy(template, {}, { ...known, 'AWS::StackName': 'staging' });
    const { Environment } = properties<{ Environment: { Variables: Record<string, string> } }>(staging, 'App');
    expect(Environment.Variables.POWERTOOLS_SERVICE_NAME).toBe('staging');
    const ours = JSON.stringify([properties(staging, 'RejectedUploadsAlarm'), properties(staging, 'Dashboard')]);
    expect(ours).toContain('"Name":"service","Value":"staging"');
    expect(ours).not.toMatch(/"?service\W+sluice/);
  });

  test('alarms and dashboard, name every metric of the app and no other', () => {
    const { DashboardBody } = properties<{ DashboardBody: string }>(plain, 'Dashboard');
    const shown = [...DashboardBody.matchAll(/"(\w+)"(?=, "(?:service|\.)", "(?:sluice|\.)"\])/g)].map(
      ([, name]) => name,
    );
    expect(shown.filter((name) => name && name in counted).sort()).toEqual(Object.keys(counted).sort());
    expect(Object.keys(counted)).toEqual(expect.arrayContaining(['UploadRejected', 'UploadStarted']));
  });

  test('the outputs, name what the runbook needs', () => {
    expect(Object.keys(full.outputs)).toEqual(
      expect.arrayContaining([
        'ApiEndpoint',
        'BucketName',
        'TableName',
        'StreamUrl',
        'DomainTarget',
        'SessionSecretArn',
        'LogGroupName',
        'FunctionName',
        'StreamFunctionName',
        'WorkerFunctionName',
        'JobQueueUrl',
        'DeadLetterQueueUrl',
        'WorkerLogGroupName',
      ]),
    );
    expect(full.outputs).toMatchObject({ FunctionName: '<App>', StreamFunctionName: '<StreamApp>' });
    expect(plain.outputs).not.toHaveProperty('StreamFunctionName');
  });

  test('docs/operations.md, names no output that the stack does not have', () => {
    const asked = [...file('docs/operations.md').matchAll(/<(?:output )?([A-Z][a-z]\w+)>|output `(\w+)`/g)];
    const names = asked.map(([, inCommand, inText]) => inCommand ?? inText ?? '');
    expect(new Set(names).size).toBeGreaterThan(5);
    expect(names.filter((name) => !(name in full.outputs))).toEqual([]);
  });
});
