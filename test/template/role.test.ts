import { describe, expect, test } from 'vitest';
import { type Deployment, deploy } from './cloudformation/deploy.ts';
import {
  formerKeys,
  full,
  functionsOf,
  key,
  known,
  list,
  plain,
  properties,
  type Statement,
  template,
} from './deployments.ts';
import { sdkImports } from './function-imports.ts';
import { neededActions } from './needed-actions.ts';

function roleStatements(deployment: Deployment): Statement[] {
  const { Policies } = properties<{ Policies: { PolicyDocument: { Statement: Statement[] } }[] }>(deployment, 'Role');
  return Policies.flatMap((policy) => policy.PolicyDocument.Statement);
}

describe('the role of the functions of people', () => {
  const statements = roleStatements(full);
  const granted = new Map(
    statements.map(({ Sid, Action, Resource }) => [Sid, { actions: list(Action), resources: list(Resource) }]),
  );
  const actions = [...granted.values()].flatMap((statement) => statement.actions);

  const used = [...sdkImports()].filter((name) => /Command$|Presigner$|^createPresigned|^Upload$/.test(name));
  const needed = new Set(used.flatMap((name) => neededActions[name] ?? []));

  test('the table of calls, has every call to S3 and DynamoDB that the code makes', () => {
    expect(used.filter((name) => !(name in neededActions))).toEqual([]);
    expect(used).toContain('HeadObjectCommand');
    expect(used).toContain('TransactWriteCommand');
  });

  test('the role, allows every call that the code makes', () => {
    expect([...needed].filter((action) => !actions.includes(action))).toEqual([]);
  });

  test('the role, allows nothing in S3 and DynamoDB that no code does (attack 97)', () => {
    const data = actions.filter((action) => /^(s3|dynamodb):/.test(action));
    expect(data.filter((action) => !needed.has(action))).toEqual([]);
  });

  test('the role, has no wildcard action, and all resources only for tracing (attack 97)', () => {
    expect(statements.filter(({ Effect }) => Effect !== 'Allow')).toEqual([]);
    expect(actions.filter((action) => action.includes('*'))).toEqual([]);
    const everywhere = statements.filter(({ Resource }) => list(Resource).includes('*')).map(({ Sid }) => Sid);
    expect(everywhere).toEqual(['Trace']);
    expect(granted.get('Trace')?.actions).toEqual(['xray:PutTraceSegments', 'xray:PutTelemetryRecords']);
  });

  test('the role, reaches objects under its five prefixes and no other bucket (attack 97)', () => {
    const objects = statements.filter(({ Action }) =>
      list(Action).some((action) => action.startsWith('s3:') && action !== 's3:ListBucket'),
    );
    const resources = new Set(objects.flatMap(({ Resource }) => list(Resource)));
    expect([...resources].sort()).toEqual(
      ['exports', 'files', 'posts', 'previews', 'spills'].map((prefix) => `<Bucket.Arn>/${prefix}/*`),
    );
    expect(granted.get('FetchAndRemoveExports')).toEqual({
      actions: ['s3:GetObject', 's3:DeleteObject', 's3:AbortMultipartUpload'],
      resources: ['<Bucket.Arn>/exports/*'],
    });
  });

  test('the role, keeps and makes objects only under the prefixes for it (attack 97)', () => {
    expect(granted.get('MarkAsPending')?.resources).toEqual(['<Bucket.Arn>/files/*', '<Bucket.Arn>/posts/*']);
    expect(granted.get('KeepAndResume')?.resources).toEqual(['<Bucket.Arn>/files/*']);
  });

  test('the role, ListBucket on this bucket, is for telling 404 from 403 (attack 97)', () => {
    expect(granted.get('TellAbsentFromForbidden')).toEqual({
      actions: ['s3:ListBucket'],
      resources: ['<Bucket.Arn>'],
    });
    expect(used.filter((name) => /^List(Objects|Buckets)/.test(name))).toEqual([]);
  });

  test('the role, reaches this table by key and never by scan (attack 97)', () => {
    expect(granted.get('Records')?.resources).toEqual(['<Table.Arn>']);
    expect(actions.filter((action) => /Scan|PartiQL|DeleteTable|UpdateTable/.test(action))).toEqual([]);
  });

  test('the role, sends to the queue of the jobs, and neither reads nor changes it (attack 97)', () => {
    expect(granted.get('WakeWorkers')).toEqual({ actions: ['sqs:SendMessage'], resources: ['<JobQueue.Arn>'] });
    expect(actions.filter((action) => action.startsWith('sqs:'))).toEqual(['sqs:SendMessage']);
  });

  test('the role, writes its own log and changes no rules of bucket, table or secret (attack 97)', () => {
    expect(granted.get('Log')?.resources).toEqual(['<AppLogs.Arn>']);
    expect(
      actions.filter((action) =>
        /^(iam|secretsmanager|logs:Delete|s3:(PutBucket|PutLifecycle|GetBucket|GetLifecycle))/.test(action),
      ),
    ).toEqual([]);
  });

  test('the role, is for Lambda and has no managed policy', () => {
    const role = properties<{ AssumeRolePolicyDocument: { Statement: unknown[] } }>(full, 'Role');
    expect(role).not.toHaveProperty('ManagedPolicyArns');
    expect(role.AssumeRolePolicyDocument.Statement).toEqual([
      { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' },
    ]);
    for (const [, { Properties }] of functionsOf(full)) expect(Properties).not.toHaveProperty('Policies');
  });

  test('the role, a key for files, is allowed where there is one, and no other', () => {
    expect(granted.get('EncryptFiles')).toEqual({ actions: ['kms:GenerateDataKey', 'kms:Decrypt'], resources: [key] });
    expect(roleStatements(plain).map(({ Sid }) => Sid)).not.toContain('EncryptFiles');
  });

  test('FormerKmsKeyArns, with and without a key of today, read the files of their days only', () => {
    expect(granted.get('ReadOlderFiles')).toEqual({ actions: ['kms:Decrypt'], resources: formerKeys });
    const keyless = roleStatements(deploy(template, { FormerKmsKeyArns: formerKeys.join(',') }, known));
    expect(keyless.flatMap(({ Action }) => list(Action)).filter((action) => action.startsWith('kms:'))).toEqual([
      'kms:Decrypt',
    ]);
    expect(roleStatements(plain).map(({ Sid }) => Sid)).not.toContain('ReadOlderFiles');
  });

  test('FormerKmsKeyArns, a list with other texts than ARNs of keys, is invalid', () => {
    const pattern = new RegExp(template.Parameters.FormerKmsKeyArns?.AllowedPattern ?? '');
    expect(['', key, formerKeys.join(',')].map((value) => pattern.test(value))).toEqual([true, true, true]);
    const alias = key.replace('key/', 'alias/');
    expect([formerKeys.join(', '), `${key},`, `${key},*`, alias].filter((value) => pattern.test(value))).toEqual([]);
  });
});
