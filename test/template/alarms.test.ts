import { describe, expect, test } from 'vitest';
import { counted } from '../../src/telemetry/metrics.ts';
import { deploy } from './cloudformation/deploy.ts';
import { type MetricQuery, metricMath } from './cloudformation/metric-math.ts';
import { file, full, known, ofType, plain, properties, template } from './deployments.ts';

describe('what the operator sees', () => {
  const alarms = ofType(full, 'AWS::CloudWatch::Alarm').map(([, { Properties }]) => Properties);

  test.each(['5xx', 'Duration', 'Errors', 'Throttles', 'ReadThrottleEvents', 'WriteThrottleEvents', 'UploadRejected'])(
    'attack 54: %s raises an alarm',
    (metric) => {
      expect(JSON.stringify(alarms)).toContain(`"MetricName":"${metric}"`);
    },
  );

  test('attack 54: the streaming function’s errors raise an alarm where it exists', () => {
    expect(properties(full, 'StreamErrorsAlarm')).toMatchObject({
      MetricName: 'Errors',
      Dimensions: [{ Value: '<StreamApp>' }],
    });
    expect(plain.resources).not.toHaveProperty('StreamErrorsAlarm');
  });

  test('attack 54: requests that the streaming function had no place for raise an alarm where it exists', () => {
    expect(properties(full, 'StreamThrottlesAlarm')).toMatchObject({
      MetricName: 'Throttles',
      Dimensions: [{ Name: 'FunctionName', Value: '<StreamApp>' }],
      Threshold: 0,
    });
    expect(plain.resources).not.toHaveProperty('StreamThrottlesAlarm');
  });

  test('an alarm of a percentile waits for as many requests as it takes to have one', () => {
    const percentiles = alarms.filter((alarm) => 'ExtendedStatistic' in alarm);
    expect(percentiles).not.toEqual([]);
    for (const alarm of percentiles) expect(alarm).toMatchObject({ EvaluateLowSampleCountPercentile: 'ignore' });
  });

  test('every alarm says what to do, is quiet when nobody is there, and tells the topic where there is one', () => {
    for (const alarm of alarms) {
      expect(String(alarm.AlarmDescription).length).toBeGreaterThan(40);
      expect(alarm).toMatchObject({
        TreatMissingData: 'notBreaching',
        AlarmActions: ['arn:aws:sns:us-east-1:123456789012:alarms'],
      });
    }
    expect(properties(plain, 'FunctionErrorsAlarm')).not.toHaveProperty('AlarmActions');
  });

  /** What the alarm compares with its threshold when the app has counted so much in its period. */
  function shareOfRejected(count: Record<string, number>): number {
    return metricMath(properties<{ Metrics: MetricQuery[] }>(plain, 'RejectedUploadsAlarm').Metrics, count);
  }

  test.each([
    ['a form that refuses everyone before they send is at 100 %', { UploadRejected: 20 }, 100],
    ['and so is one that refuses all that has arrived', { UploadStarted: 20, UploadRejected: 20 }, 100],
    [
      'what was refused before it started makes no share above 100 %',
      { UploadStarted: 20, UploadStored: 20, UploadRejected: 60 },
      75,
    ],
    [
      'what was started and is not decided counts for neither side',
      { UploadStarted: 90, UploadStored: 10, UploadRejected: 10 },
      50,
    ],
    ['fewer than twenty are no reason to look', { UploadRejected: 19 }, 0],
    ['nothing rejected is nothing to look at', { UploadStarted: 40, UploadStored: 40 }, 0],
  ])('attack 54: of rejected uploads, %s', (_, count, share) => {
    expect(shareOfRejected(count)).toBe(share);
    expect(properties(plain, 'RejectedUploadsAlarm')).toMatchObject({
      ComparisonOperator: 'GreaterThanThreshold',
      Threshold: 50,
    });
  });

  test('the dashboard is JSON, and every metric of it is of this stack', () => {
    const { DashboardBody } = properties<{ DashboardBody: string }>(plain, 'Dashboard');
    const { widgets } = JSON.parse(DashboardBody) as {
      widgets: { properties: { metrics: unknown[][]; region: string } }[];
    };
    expect(widgets.length).toBeGreaterThan(3);
    for (const { properties } of widgets) {
      expect(properties.region).toBe('us-east-1');
      const [first] = properties.metrics;
      const named = typeof first?.[0] === 'object' ? JSON.stringify(first).match(/service=\\+"(\w+)/)?.[1] : first?.[3];
      expect(named).toMatch(/^(a1b2c3d4e5|<App>|sluice-table|sluice-bucket|sluice)$/);
    }
  });

  test('what the dashboard searches has the dimensions by which the app counts', () => {
    const { DashboardBody } = properties<{ DashboardBody: string }>(plain, 'Dashboard');
    const searches = [...DashboardBody.matchAll(/\{Sluice,service,([\w,]+)\} MetricName=\\"(\w+)/g)];
    const dimensions = { ...counted, UpstreamTime: ['upstream'] };
    expect(Object.fromEntries(searches.map(([, by = '', name = '']) => [name, by.split(',')]))).toEqual({
      UploadStored: dimensions.UploadStored,
      UploadRejected: dimensions.UploadRejected,
      UpstreamTime: dimensions.UpstreamTime,
    });
  });

  test('two deployments in one account do not count for each other', () => {
    const staging = deploy(template, {}, { ...known, 'AWS::StackName': 'staging' });
    const { Environment } = properties<{ Environment: { Variables: Record<string, string> } }>(staging, 'App');
    expect(Environment.Variables.POWERTOOLS_SERVICE_NAME).toBe('staging');
    const ours = JSON.stringify([properties(staging, 'RejectedUploadsAlarm'), properties(staging, 'Dashboard')]);
    expect(ours).toContain('"Name":"service","Value":"staging"');
    expect(ours).not.toMatch(/"?service\W+sluice/);
  });

  test('alarms and dashboard name every count of the app, and none that it does not keep', () => {
    const { DashboardBody } = properties<{ DashboardBody: string }>(plain, 'Dashboard');
    const shown = [...DashboardBody.matchAll(/"(\w+)"(?=, "(?:service|\.)", "(?:sluice|\.)"\])/g)].map(
      ([, name]) => name,
    );
    expect(shown.filter((name) => name && name in counted).sort()).toEqual(Object.keys(counted).sort());
    expect(Object.keys(counted)).toEqual(expect.arrayContaining(['UploadRejected', 'UploadStarted']));
  });

  test('the outputs name what the runbook asks for', () => {
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
      ]),
    );
    expect(full.outputs).toMatchObject({ FunctionName: '<App>', StreamFunctionName: '<StreamApp>' });
    expect(plain.outputs).not.toHaveProperty('StreamFunctionName');
  });

  test('docs/operations.md asks for no output that the stack does not have', () => {
    const asked = [...file('docs/operations.md').matchAll(/<(?:output )?([A-Z][a-z]\w+)>|output `(\w+)`/g)];
    const names = asked.map(([, inCommand, inText]) => inCommand ?? inText ?? '');
    expect(new Set(names).size).toBeGreaterThan(5);
    expect(names.filter((name) => !(name in full.outputs))).toEqual([]);
  });
});
