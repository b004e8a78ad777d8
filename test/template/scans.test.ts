import { describe, expect, test } from 'vitest';
import { full, plain, properties } from './deployments.ts';

describe('the scans of GuardDuty', () => {
  test('the plan, looks at files alone, and writes no tags', () => {
    expect(properties(full, 'ScanPlan')).toMatchObject({
      ProtectedResource: { S3Bucket: { ObjectPrefixes: ['files/'] } },
      Actions: { Tagging: { Status: 'DISABLED' } },
    });
    const role = JSON.stringify(properties(full, 'ScanRole'));
    expect(role).not.toMatch(/Tagging|DeleteObject/);
    expect(role).toContain('malware-protection-plan.guardduty.amazonaws.com');
  });

  test('the queue of results, takes messages of the rule alone, so that no one can forge a verdict (attack 50)', () => {
    const { PolicyDocument } = properties<{ PolicyDocument: { Statement: Record<string, unknown>[] } }>(
      full,
      'ScanQueuePolicy',
    );
    const rule = '<ScanResultsRule.Arn>';
    expect(PolicyDocument.Statement).toMatchObject([
      {
        Effect: 'Allow',
        Principal: { Service: 'events.amazonaws.com' },
        Action: 'sqs:SendMessage',
        Condition: { ArnEquals: { 'aws:SourceArn': rule } },
      },
      { Effect: 'Deny', Action: 'sqs:SendMessage', Condition: { ArnNotEquals: { 'aws:SourceArn': rule } } },
      { Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
    ]);
    expect(properties(full, 'ScanResultsRule')).toMatchObject({
      EventPattern: { source: ['aws.guardduty'], detail: { s3ObjectDetails: { bucketName: ['<Bucket>'] } } },
    });
  });

  test('without Scan, there is no plan, rule or queue of it, and no function knows a scanner', () => {
    const ids = Object.keys(plain.resources);
    expect(ids.filter((id) => id.startsWith('Scan'))).toEqual([]);
    const { Environment } = properties<{ Environment: { Variables: Record<string, string> } }>(plain, 'Worker');
    expect(Environment.Variables).toMatchObject({ SCANNER: '', SCAN_QUEUE_ARN: '' });
  });
});
