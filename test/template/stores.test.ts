import { describe, expect, test } from 'vitest';
import { plain, properties, template } from './deployments.ts';

describe('the data', () => {
  test.each(['Bucket', 'BucketPolicy', 'Table', 'SessionSecret'])(
    'the stack deleted or replacing it, %s, stays',
    (id) => {
      expect(template.Resources[id]).toMatchObject({ DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
    },
  );

  test('the table, has the keys and the time to live of the code', () => {
    expect(properties(plain, 'Table')).toMatchObject({
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      AttributeDefinitions: [
        { AttributeName: 'pk', AttributeType: 'S' },
        { AttributeName: 'sk', AttributeType: 'S' },
      ],
      TimeToLiveSpecification: { AttributeName: 'ttl', Enabled: true },
    });
  });

  test('the table, is encrypted, protected from deletion, and restorable for 35 days', () => {
    expect(properties(plain, 'Table')).toMatchObject({
      SSESpecification: { SSEEnabled: true },
      DeletionProtectionEnabled: true,
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true, RecoveryPeriodInDays: 35 },
    });
  });
});
