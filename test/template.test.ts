import { readFileSync } from 'node:fs';
import { type PutBucketCorsCommandInput, S3Client } from '@aws-sdk/client-s3';
import { describe, expect, test } from 'vitest';
import { readConfig } from '../src/config.ts';
import { counted } from '../src/metrics.ts';
import { lifecycleRules, prepareBucket } from '../src/storage/prepare-bucket.ts';
import { signedRequestLifetimeSeconds } from '../src/storage/presigned-request.ts';
import { type Deployment, deploy } from './support/cloudformation/deploy.ts';
import { findCircle, generatedNames, referencesIn } from './support/cloudformation/references.ts';
import { type Fields, parseTemplate, type Resource, type Template } from './support/cloudformation/template.ts';
import { sdkImports } from './support/function-imports.ts';

const file = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');

const template = parseTemplate(file('template.yaml'));

const apiUrl = 'https://a1b2c3d4e5.execute-api.us-east-1.amazonaws.com';
const known = { Api: 'a1b2c3d4e5', 'Api.ApiEndpoint': apiUrl, Bucket: 'sluice-bucket', Table: 'sluice-table' };
const customDomain = {
  DomainName: 'files.example.com',
  CertificateArn: 'arn:aws:acm:us-east-1:123456789012:certificate/0a1b2c3d',
};
const key = 'arn:aws:kms:us-east-1:123456789012:key/0a1b2c3d';

const plain = deploy(template, {}, known);
const full = deploy(template, {
  ...customDomain,
  KmsKeyArn: key,
  ReservedConcurrency: 50,
  ProvisionedConcurrency: 2,
  Streaming: 'true',
  StreamPublicUrl: 'https://stream.example.com',
  KeepDeletedDays: 30,
  AccessLogsBucketName: 'our-access-logs',
  AlarmTopicArn: 'arn:aws:sns:us-east-1:123456789012:alarms',
});

/**
 * The properties of a resource; the casts of this file are to what the template says there, and a wrong one fails the
 * expectation it is made for.
 */
function properties<Shape = Fields>({ resources }: Deployment, id: string): Shape {
  const resource = resources[id];
  if (!resource) throw new Error(`There is no ${id}.`);
  return resource.Properties as Shape;
}

function ofType({ resources }: { resources: Readonly<Record<string, Resource>> }, type: string): [string, Resource][] {
  return Object.entries(resources).filter(([, { Type }]) => Type === type);
}

const functionsOf = (deployment: Deployment) => ofType(deployment, 'AWS::Serverless::Function');

interface Statement {
  readonly Sid: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Action: string | string[];
  readonly Resource: string | string[];
  readonly Principal?: unknown;
  readonly Condition?: unknown;
}

function roleStatements(deployment: Deployment): Statement[] {
  const { Policies } = properties<{ Policies: { PolicyDocument: { Statement: Statement[] } }[] }>(deployment, 'Role');
  return Policies.flatMap((policy) => policy.PolicyDocument.Statement);
}

function bucketStatements(deployment: Deployment): Statement[] {
  return properties<{ PolicyDocument: { Statement: Statement[] } }>(deployment, 'BucketPolicy').PolicyDocument
    .Statement;
}

const list = (value: string | string[]): string[] => [value].flat();

function bucketProperties(deployment: Deployment) {
  return properties<{
    BucketEncryption: { ServerSideEncryptionConfiguration: unknown[] };
    CorsConfiguration: { CorsRules: Record<string, unknown>[] };
    LifecycleConfiguration: { Rules: ({ Id: string } & Fields)[] };
    VersioningConfiguration?: { Status: string };
    LoggingConfiguration?: unknown;
    PublicAccessBlockConfiguration: unknown;
    OwnershipControls: unknown;
  }>(deployment, 'Bucket');
}

describe('the template holds together', () => {
  const { Parameters, Conditions, Resources, Outputs, Rules, Globals } = template;
  const everything = [
    referencesIn(Object.values(Conditions)),
    referencesIn(Object.values(Rules)),
    referencesIn(Globals.Function),
    ...Object.values(Resources).map(({ Properties }) => referencesIn(Properties)),
    ...Object.values(Outputs).map(({ Value }) => referencesIn(Value)),
  ];
  const names = everything.flatMap((references) => references.names);
  const conditions = [
    ...everything.flatMap((references) => references.conditions),
    ...[...Object.values(Resources), ...Object.values(Outputs)].flatMap(({ Condition }) => Condition ?? []),
  ];

  test('every reference names a parameter, a resource, or what SAM makes of a function', () => {
    const known = new Set([...Object.keys(Parameters), ...Object.keys(Resources), ...generatedNames(template).keys()]);
    expect(names.filter((name) => !name.startsWith('AWS::') && !known.has(name))).toEqual([]);
  });

  test('every condition that is asked for exists, and every one that exists is asked for', () => {
    expect([...new Set(conditions)].sort()).toEqual(Object.keys(Conditions).sort());
  });

  test('no parameter is without effect', () => {
    expect(Object.keys(Parameters).filter((parameter) => !names.includes(parameter))).toEqual([]);
  });

  test('every parameter says what it is for', () => {
    expect(Object.entries(Parameters).filter(([, { Description = '' }]) => Description.length < 20)).toEqual([]);
  });

  test('every parameter has a default, so that the first deployment asks for nothing', () => {
    expect(Object.entries(Parameters).filter(([, { Default }]) => Default === undefined)).toEqual([]);
  });

  test('no resource refers back to itself, over however many others', () => {
    expect(findCircle(template)).toBeUndefined();
  });

  test('a circle would be found: the API that refers to its function, which refers to the API', () => {
    const Api = { ...template.Resources.Api, Properties: { Name: { Ref: 'App' } } } as Resource; // Api exists, see the other tests
    const circular: Template = { ...template, Resources: { ...template.Resources, Api } };
    expect(findCircle(circular)?.sort()).toEqual(expect.arrayContaining(['Api', 'App']));
  });

  test('what may be absent is not referred to by what is always there', () => {
    const always = Object.values(plain.resources).flatMap(
      ({ Properties }) => JSON.stringify(Properties).match(/<\w+/g) ?? [],
    );
    const absent = Object.keys(Resources).filter((id) => !(id in plain.resources));
    expect(absent.filter((id) => always.includes(`<${id}`))).toEqual([]);
  });
});

describe('the API', () => {
  test('every route of the app is behind the catch-all', () => {
    const routes = ofType(plain, 'AWS::ApiGatewayV2::Route').map(([, { Properties }]) => Properties);
    expect(routes).toMatchObject([{ RouteKey: '$default', Target: 'integrations/<Integration>' }]);
    expect(functionsOf(full).filter(([, { Properties }]) => 'Events' in Properties)).toEqual([]);
  });

  test('the function gets events of payload format 2.0, by the alias that is moved as a whole', () => {
    expect(properties(plain, 'Integration')).toMatchObject({
      IntegrationType: 'AWS_PROXY',
      PayloadFormatVersion: '2.0',
      IntegrationUri: '<App.Alias>',
    });
  });

  test('the API is served at the root, without the name of a stage in its paths', () => {
    expect(properties(plain, 'Stage')).toMatchObject({ StageName: '$default', AutoDeploy: true });
  });

  test('attack 67: the function ends before the API stops waiting for it', () => {
    const { TimeoutInMillis } = properties<{ TimeoutInMillis: number }>(plain, 'Integration');
    const { Timeout } = properties<{ Timeout: number }>(plain, 'App');
    expect(TimeoutInMillis).toBeLessThanOrEqual(30_000);
    expect(Timeout * 1000).toBeLessThan(TimeoutInMillis);
  });

  test('attack 94: with a domain of its own the API is not reached by its execute-api address', () => {
    expect(properties(full, 'Api')).toMatchObject({ DisableExecuteApiEndpoint: true });
    expect(properties(plain, 'Api')).toMatchObject({ DisableExecuteApiEndpoint: false });
  });

  test('attack 86: no other origin may read its answers', () => {
    expect(properties(full, 'Api')).not.toHaveProperty('CorsConfiguration');
    expect(properties(full, 'StreamApp')).not.toHaveProperty('FunctionUrlConfig.Cors');
  });

  test('a domain of its own takes TLS 1.2 or newer and leads to the same stage', () => {
    expect(full.resources).toMatchObject({
      Domain: {
        Properties: {
          DomainNameConfigurations: [{ SecurityPolicy: 'TLS_1_2', CertificateArn: customDomain.CertificateArn }],
        },
      },
      DomainMapping: { Properties: { Stage: '<Stage>', ApiId: '<Api>' } },
    });
    expect(ofType(plain, 'AWS::ApiGatewayV2::DomainName')).toEqual([]);
  });

  test('attack 99: above a rate and a burst the API answers 429, whatever was chosen', () => {
    const { DefaultRouteSettings } = properties(plain, 'Stage');
    expect(DefaultRouteSettings).toEqual({ ThrottlingRateLimit: 100, ThrottlingBurstLimit: 200 });
    const other = properties(deploy(template, { ThrottleRate: 5, ThrottleBurst: 7 }), 'Stage');
    expect(other.DefaultRouteSettings).toEqual({ ThrottlingRateLimit: 5, ThrottlingBurstLimit: 7 });
  });

  test('attack 99: the function takes no more of the account than was set aside for it', () => {
    expect(properties(full, 'App')).toMatchObject({ ReservedConcurrentExecutions: 50 });
    expect(properties(plain, 'App')).not.toHaveProperty('ReservedConcurrentExecutions');
  });

  test('attack 99: the streaming function, whose URL knows no throttle, always has a limit', () => {
    const streaming = deploy(template, { Streaming: 'true' });
    expect(properties(streaming, 'StreamApp')).toMatchObject({ ReservedConcurrentExecutions: 20 });
  });

  test('the access log is JSON and holds no path, query, header or cookie', () => {
    const { AccessLogSettings } = properties<{ AccessLogSettings: { Format: string; DestinationArn: string } }>(
      plain,
      'Stage',
    );
    const line = JSON.parse(AccessLogSettings.Format);
    expect(line).toMatchObject({
      requestId: '$context.requestId',
      status: '$context.status',
      ip: '$context.identity.sourceIp',
    });
    expect(Object.values(line).filter((value) => /path|query|header|cookie|authorizer/i.test(String(value)))).toEqual(
      [],
    );
    expect(AccessLogSettings.DestinationArn).toBe('<ApiLogs.Arn>');
  });
});

describe('who may call the functions', () => {
  test('attack 52: nothing but this API may invoke the function, and no event of another service leads to it', () => {
    const permissions = ofType(full, 'AWS::Lambda::Permission').map(([, { Properties }]) => Properties);
    expect(permissions).toEqual([
      {
        FunctionName: '<App.Alias>',
        Action: 'lambda:InvokeFunction',
        Principal: 'apigateway.amazonaws.com',
        SourceArn: 'arn:aws:execute-api:us-east-1:123456789012:<Api>/*/$default',
      },
    ]);
    expect(
      Object.values(full.resources).filter(({ Type }) => /Events::|EventSourceMapping|SNS::Subscription/.test(Type)),
    ).toEqual([]);
  });

  test('the streaming function is there only when asked for, and streams', () => {
    expect(properties(full, 'StreamApp')).toMatchObject({
      FunctionUrlConfig: { InvokeMode: 'RESPONSE_STREAM', AuthType: 'NONE' },
    });
    expect(functionsOf(plain).map(([id]) => id)).toEqual(['App']);
  });
});

describe('the functions', () => {
  test.each(functionsOf(full))(
    '%s runs on Node 24 and arm64, is traced, and logs JSON to the group with a retention',
    (_, { Properties }) => {
      expect(Properties).toMatchObject({
        Runtime: 'nodejs24.x',
        Architectures: ['arm64'],
        Tracing: 'Active',
        AutoPublishAlias: 'live',
        LoggingConfig: { LogFormat: 'JSON', LogGroup: '<AppLogs>' },
        Role: '<Role.Arn>',
      });
    },
  );

  test('LogLevel decides what Lambda lets through, and cannot take away the metrics, which count as INFO', () => {
    const levels = (deployment: Deployment) =>
      functionsOf(deployment).map(([, { Properties }]) => {
        const { ApplicationLogLevel } = Properties.LoggingConfig as { ApplicationLogLevel: string };
        return ApplicationLogLevel;
      });
    expect(levels(full)).toEqual(['INFO', 'INFO']);
    expect(levels(deploy(template, { LogLevel: 'DEBUG', Streaming: 'true' }, known))).toEqual(['DEBUG', 'DEBUG']);
    expect(template.Parameters.LogLevel).toMatchObject({ AllowedValues: ['DEBUG', 'INFO'] });
  });

  test('every log group forgets after a while', () => {
    const retentions = ofType(full, 'AWS::Logs::LogGroup').map(([, { Properties }]) => Properties.RetentionInDays);
    expect(retentions).toEqual([30, 30]);
  });

  test.each(functionsOf(full))(
    '%s is handed to the entry that src/lambda.ts exports, in the file that the Makefile copies',
    (_, { Properties }) => {
      const [module, entry] = String(Properties.Handler).split('.');
      expect(file('Makefile')).toContain(`cp dist/${module}.mjs "$(ARTIFACTS_DIR)"`);
      expect(file('src/lambda.ts')).toContain(`export const ${entry} =`);
    },
  );

  test.each(functionsOf(full))('%s is built by a target of the Makefile', (id, { Metadata }) => {
    expect(Metadata).toEqual({ BuildMethod: 'makefile' });
    expect(file('Makefile')).toMatch(new RegExp(`^(?:build-\\w+ )*build-${id}\\b.*:$`, 'm'));
  });

  test('what is deployed holds the bundle, the assets, and what makes each release a new version, but no source map', () => {
    const copied = [...file('Makefile').matchAll(/^\tcp (?:-R )?(?<from>\S+)/gm)].map(({ groups }) => groups?.from);
    expect(copied).toEqual(['dist/lambda.mjs', 'dist/chunks/*.mjs', 'dist/public']);
    expect(file('Makefile')).toMatch(/^\tdate .* > "\$\(ARTIFACTS_DIR\)\/release"$/m);
  });

  test('environments are kept warm only when asked for', () => {
    expect(properties(full, 'App')).toMatchObject({
      ProvisionedConcurrencyConfig: { ProvisionedConcurrentExecutions: 2 },
    });
    expect(properties(plain, 'App')).not.toHaveProperty('ProvisionedConcurrencyConfig');
  });
});

describe('what the functions are told', () => {
  const sealed = '{{resolve:secretsmanager:<SessionSecret>:SecretString:::}}';
  const secretArn = 'arn:aws:secretsmanager:us-east-1:123456789012:secret:sign-in-AbCdEf';

  function environment(deployment: Deployment, id: string): Record<string, string> {
    return properties<{ Environment: { Variables: Record<string, string> } }>(deployment, id).Environment.Variables;
  }

  /** As Lambda gives them: the secret's reference resolved, and Lambda's own variables. */
  const onLambda = {
    ...environment(plain, 'App'),
    SESSION_SECRET: 'x'.repeat(64),
    AWS_LAMBDA_FUNCTION_NAME: 'sluice',
    AWS_REGION: 'us-east-1',
  };

  test('the app can start with the variables of the template', () => {
    expect(readConfig(onLambda)).toMatchObject({
      publicUrl: apiUrl,
      bucketName: 'sluice-bucket',
      tableName: 'sluice-table',
      onLambda: true,
    });
  });

  test.each(['PUBLIC_URL', 'SESSION_SECRET'])(
    'the app would not start without %s, which every function has',
    (name) => {
      expect(() => readConfig({ ...onLambda, [name]: undefined })).toThrow(name);
      for (const [id] of functionsOf(full)) expect(environment(full, id)).toHaveProperty(name);
    },
  );

  test('nobody can sign up unless the deployment says so, and single sign-on is told from Secrets Manager', () => {
    expect(readConfig(onLambda)).toMatchObject({ isRegistrationOpen: false });
    expect(readConfig(onLambda).singleSignOn).toBeUndefined();
    const provider = { OidcIssuer: 'https://id.example.com', OidcClientId: 'sluice', OidcClientSecretArn: secretArn };
    const variables = environment(deploy(template, { ...provider, Registration: 'open' }, known), 'App');
    expect(variables).toMatchObject({ REGISTRATION: 'open', OIDC_ISSUER: 'https://id.example.com' });
    expect(variables.OIDC_CLIENT_SECRET).toBe(`{{resolve:secretsmanager:${secretArn}:SecretString:::}}`);
  });

  test('APIs are passed through when a parameter names them, and none otherwise', () => {
    expect(readConfig(onLambda).upstreams).toEqual({});
    const Upstreams = '{"reports": {"url": "https://api.example.com/v1", "access": "signed-in"}}';
    const deployment = deploy(template, { Upstreams, Streaming: 'true' }, known);
    for (const [id] of functionsOf(deployment)) {
      const { UPSTREAMS } = environment(deployment, id);
      expect(readConfig({ ...onLambda, UPSTREAMS }).upstreams).toMatchObject({
        reports: { url: 'https://api.example.com/v1', access: 'signed-in' },
      });
    }
    expect(environment(plain, 'App')).toHaveProperty('UPSTREAMS', '');
    const pattern = new RegExp(template.Parameters.Upstreams?.AllowedPattern ?? '');
    expect(['', Upstreams, 'reports'].map((value) => pattern.test(value))).toEqual([true, true, false]);
  });

  test('no variable is set that the app does not read', () => {
    const read = [...file('src/config.ts').matchAll(/^ {2}(?<name>[A-Z][A-Z0-9_]+):/gm)].map(
      ({ groups }) => groups?.name,
    );
    expect(read).toContain('BUCKET_NAME');
    for (const [id] of functionsOf(full))
      expect(Object.keys(environment(full, id)).filter((name) => !read.includes(name))).toEqual([]);
  });

  test('no endpoint, demo password or local folder is named', () => {
    expect(Object.keys(environment(full, 'App')).sort()).toEqual([
      'BUCKET_NAME',
      'OIDC_ADMIN_GROUP',
      'OIDC_CLIENT_ID',
      'OIDC_CLIENT_SECRET',
      'OIDC_ISSUER',
      'POWERTOOLS_LOG_LEVEL',
      'PUBLIC_URL',
      'REGISTRATION',
      'SESSION_SECRET',
      'TABLE_NAME',
      'UPSTREAMS',
    ]);
  });

  test('the address that people see is the API’s, or the domain where there is one', () => {
    expect(environment(plain, 'App').PUBLIC_URL).toBe(apiUrl);
    expect(environment(full, 'App').PUBLIC_URL).toBe('https://files.example.com');
    expect(plain.outputs.ApiEndpoint).toBe(apiUrl);
    expect(full.outputs.ApiEndpoint).toBe('https://files.example.com');
  });

  test('the streaming function takes its own address once that is known, and the app’s until then', () => {
    expect(environment(full, 'StreamApp').PUBLIC_URL).toBe('https://stream.example.com');
    expect(environment(deploy(template, { Streaming: 'true' }, known), 'StreamApp').PUBLIC_URL).toBe(apiUrl);
    expect(full.outputs.StreamUrl).toBe('<StreamAppUrl.FunctionUrl>');
  });

  test('attack 98: the session secret is made by Secrets Manager and stands in no parameter, output or variable of the template', () => {
    for (const [id] of functionsOf(full)) expect(environment(full, id).SESSION_SECRET).toBe(sealed);
    expect(Object.keys(template.Parameters).filter((name) => /(secret|password|token)$/i.test(name))).toEqual([]);
    expect(JSON.stringify(full.outputs)).not.toContain('resolve:');
    expect(properties(full, 'SessionSecret')).not.toHaveProperty('SecretString');
  });

  test('attack 98: the secret that is made is one that the app takes: long enough, and no comma in it', () => {
    expect(properties(plain, 'SessionSecret').GenerateSecretString).toEqual({
      PasswordLength: 64,
      ExcludePunctuation: true,
    });
  });

  test('attack 98: with a key of one’s own, the secret and the functions’ variables are read by its users only', () => {
    expect(properties(full, 'SessionSecret')).toMatchObject({ KmsKeyId: key });
    for (const [, { Properties }] of functionsOf(full)) expect(Properties).toMatchObject({ KmsKeyArn: key });
    for (const [, { Properties }] of functionsOf(plain)) expect(Properties).not.toHaveProperty('KmsKeyArn');
  });
});

describe('what the functions may do', () => {
  const statements = roleStatements(full);
  const granted = new Map(
    statements.map(({ Sid, Action, Resource }) => [Sid, { actions: list(Action), resources: list(Resource) }]),
  );
  const actions = [...granted.values()].flatMap((statement) => statement.actions);

  /**
   * What each import of the SDK needs, nothing where the code does not send it.
   * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html
   * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis-iam.html
   */
  const needs: Record<string, string[]> = {
    // HEAD tells absent from forbidden only with ListBucket.
    HeadObjectCommand: ['s3:GetObject', 's3:ListBucket'],
    HeadBucketCommand: ['s3:ListBucket'],
    GetObjectCommand: ['s3:GetObject'],
    PutObjectCommand: ['s3:PutObject'],
    DeleteObjectCommand: ['s3:DeleteObject'],
    // TaggingDirective REPLACE: the source's tags are not read.
    CopyObjectCommand: ['s3:GetObject', 's3:PutObject', 's3:PutObjectTagging'],
    GetObjectTaggingCommand: ['s3:GetObjectTagging'],
    PutObjectTaggingCommand: ['s3:PutObjectTagging'],
    DeleteObjectTaggingCommand: ['s3:DeleteObjectTagging'],
    CreateMultipartUploadCommand: ['s3:PutObject', 's3:PutObjectTagging'],
    UploadPartCommand: ['s3:PutObject'],
    UploadPartCopyCommand: ['s3:GetObject', 's3:PutObject'],
    ListPartsCommand: ['s3:ListMultipartUploadParts'],
    CompleteMultipartUploadCommand: ['s3:PutObject'],
    AbortMultipartUploadCommand: ['s3:AbortMultipartUpload'],
    // Of lib-storage: one PUT, or parts that are given up when one fails.
    Upload: ['s3:PutObject', 's3:AbortMultipartUpload'],
    // What browsers send with a signature of ours is done with our rights: PUT with a tag, GET, HEAD, a posted form
    // with a tag.
    S3RequestPresigner: ['s3:PutObject', 's3:PutObjectTagging', 's3:GetObject'],
    createPresignedPost: ['s3:PutObject', 's3:PutObjectTagging'],
    GetCommand: ['dynamodb:GetItem'],
    PutCommand: ['dynamodb:PutItem'],
    UpdateCommand: ['dynamodb:UpdateItem'],
    DeleteCommand: ['dynamodb:DeleteItem'],
    QueryCommand: ['dynamodb:Query'],
    // Each write of a transaction needs its own right; add ConditionCheckItem with the first ConditionCheck.
    TransactWriteCommand: ['dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem'],
  };

  const used = [...sdkImports()].filter((name) => /Command$|Presigner$|^createPresigned|^Upload$/.test(name));
  const needed = new Set(used.flatMap((name) => needs[name] ?? []));

  test('every call to S3 and DynamoDB that the code makes is in the table above', () => {
    expect(used.filter((name) => !(name in needs))).toEqual([]);
    expect(used).toContain('HeadObjectCommand');
    expect(used).toContain('TransactWriteCommand');
  });

  test('the role may do every call that the code makes', () => {
    expect([...needed].filter((action) => !actions.includes(action))).toEqual([]);
  });

  test('attack 97: the role may do nothing in S3 and DynamoDB that no code does', () => {
    const data = actions.filter((action) => /^(s3|dynamodb):/.test(action));
    expect(data.filter((action) => !needed.has(action))).toEqual([]);
  });

  test('attack 97: no action is a wildcard, and only tracing, which knows no resources, is for every resource', () => {
    expect(statements.filter(({ Effect }) => Effect !== 'Allow')).toEqual([]);
    expect(actions.filter((action) => action.includes('*'))).toEqual([]);
    const everywhere = statements.filter(({ Resource }) => list(Resource).includes('*')).map(({ Sid }) => Sid);
    expect(everywhere).toEqual(['Trace']);
    expect(granted.get('Trace')?.actions).toEqual(['xray:PutTraceSegments', 'xray:PutTelemetryRecords']);
  });

  test('attack 97: the role reaches objects under its three prefixes, and no other bucket', () => {
    const objects = statements.filter(({ Action }) =>
      list(Action).some((action) => action.startsWith('s3:') && action !== 's3:ListBucket'),
    );
    const resources = new Set(objects.flatMap(({ Resource }) => list(Resource)));
    expect([...resources].sort()).toEqual(['<Bucket.Arn>/files/*', '<Bucket.Arn>/posts/*', '<Bucket.Arn>/spills/*']);
  });

  test('attack 97: what is not pending is made so nowhere but under files/ and posts/, and kept nowhere but under files/', () => {
    expect(granted.get('MarkAsPending')?.resources).toEqual(['<Bucket.Arn>/files/*', '<Bucket.Arn>/posts/*']);
    expect(granted.get('KeepAndResume')?.resources).toEqual(['<Bucket.Arn>/files/*']);
  });

  test('attack 97: ListBucket is there to tell absent from forbidden, on this bucket, and no code lists', () => {
    expect(granted.get('TellAbsentFromForbidden')).toEqual({
      actions: ['s3:ListBucket'],
      resources: ['<Bucket.Arn>'],
    });
    expect(used.filter((name) => /^List(Objects|Buckets)/.test(name))).toEqual([]);
  });

  test('attack 97: the role reaches this table and no other, by key and never by scan', () => {
    expect(granted.get('Records')?.resources).toEqual(['<Table.Arn>']);
    expect(actions.filter((action) => /Scan|Batch|PartiQL|DeleteTable|UpdateTable/.test(action))).toEqual([]);
  });

  test('attack 97: the role writes to its own log and cannot change the rules of bucket, table or secret', () => {
    expect(granted.get('Log')?.resources).toEqual(['<AppLogs.Arn>']);
    expect(
      actions.filter((action) =>
        /^(iam|secretsmanager|logs:Delete|s3:(PutBucket|PutLifecycle|GetBucket|GetLifecycle))/.test(action),
      ),
    ).toEqual([]);
  });

  test('the role is Lambda’s to take, and has no managed policy', () => {
    const role = properties<{ AssumeRolePolicyDocument: { Statement: unknown[] } }>(full, 'Role');
    expect(role).not.toHaveProperty('ManagedPolicyArns');
    expect(role.AssumeRolePolicyDocument.Statement).toEqual([
      { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' },
    ]);
    for (const [, { Properties }] of functionsOf(full)) expect(Properties).not.toHaveProperty('Policies');
  });

  test('a key is used for files only where there is one, and only that one', () => {
    expect(granted.get('EncryptFiles')).toEqual({ actions: ['kms:GenerateDataKey', 'kms:Decrypt'], resources: [key] });
    expect(roleStatements(plain).map(({ Sid }) => Sid)).not.toContain('EncryptFiles');
  });
});

describe('the bucket', () => {
  /** What `prepareBucket` sends for a bucket on this machine, recorded before it leaves the client. */
  async function preparedCors(origins: string[]) {
    const inputs: object[] = [];
    const s3 = new S3Client({ region: 'us-east-1' });
    s3.middlewareStack.add(
      () =>
        async ({ input }) => {
          inputs.push(input);
          return { output: { $metadata: {} }, response: undefined };
        },
      { step: 'initialize' },
    );
    await prepareBucket({ s3, name: 'sluice', address: new URL('https://sluice.s3.us-east-1.amazonaws.com') }, origins);
    const cors = inputs.filter((input): input is PutBucketCorsCommandInput => 'CORSConfiguration' in input);
    return cors.flatMap(({ CORSConfiguration }) => CORSConfiguration?.CORSRules ?? []);
  }

  test('attack 30: pages of the app’s origin may send and fetch, as on one machine, and pages of no other', async () => {
    const [{ MaxAgeSeconds, ...rule } = {}, ...others] = await preparedCors([apiUrl]);
    expect(others).toEqual([]);
    expect(bucketProperties(plain).CorsConfiguration.CorsRules).toEqual([{ ...rule, MaxAge: MaxAgeSeconds }]);
    expect(rule).toEqual({
      AllowedOrigins: [apiUrl],
      AllowedMethods: ['GET', 'HEAD', 'PUT', 'POST'],
      AllowedHeaders: ['content-type', 'if-none-match', 'x-amz-*'],
    });
  });

  test('attack 30: with other addresses those are the origins, and the API’s own is none any more', () => {
    const [rule] = bucketProperties(full).CorsConfiguration.CorsRules;
    expect(rule?.AllowedOrigins).toEqual(['https://files.example.com', 'https://stream.example.com']);
  });

  test.each([
    ['http', { Bool: { 'aws:SecureTransport': 'false' } }],
    ['TLS older than 1.2', { NumericLessThan: { 's3:TlsVersion': '1.2' } }],
  ])('attack 31: %s is refused, for everyone and everything', (_, Condition) => {
    expect(bucketStatements(plain)).toContainEqual(
      expect.objectContaining({
        Effect: 'Deny',
        Principal: '*',
        Action: 's3:*',
        Resource: ['<Bucket.Arn>', '<Bucket.Arn>/*'],
        Condition,
      }),
    );
  });

  test('attack 32: nothing in the bucket can be public, by policy or by ACL', () => {
    const { PublicAccessBlockConfiguration, OwnershipControls } = bucketProperties(plain);
    expect(PublicAccessBlockConfiguration).toEqual({
      BlockPublicAcls: true,
      BlockPublicPolicy: true,
      IgnorePublicAcls: true,
      RestrictPublicBuckets: true,
    });
    expect(OwnershipControls).toEqual({ Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] });
    expect(bucketStatements(plain).filter(({ Effect }) => Effect !== 'Deny')).toEqual([]);
  });

  test('a signature opens nothing after a quarter of an hour, and not before the app’s own have ended', () => {
    const ceiling = bucketStatements(plain).find(({ Sid }) => Sid === 'DenyOldSignatures');
    expect(ceiling).toMatchObject({ Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: '<Bucket.Arn>/*' });
    expect(ceiling?.Condition).toEqual({ NumericGreaterThan: { 's3:signatureAge': String(15 * 60 * 1000) } });
    expect(signedRequestLifetimeSeconds).toBeLessThan(15 * 60);
  });

  test('objects are encrypted, with a key of one’s own where there is one', () => {
    expect(bucketProperties(plain).BucketEncryption.ServerSideEncryptionConfiguration).toEqual([
      { ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } },
    ]);
    expect(bucketProperties(full).BucketEncryption.ServerSideEncryptionConfiguration).toEqual([
      { ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: key }, BucketKeyEnabled: true },
    ]);
  });

  test('attack 40: what is never submitted goes away by the same rules as on one machine', () => {
    const { Rules } = bucketProperties(plain).LifecycleConfiguration;
    const expected = lifecycleRules.map(({ ID, Status, Filter, Expiration, AbortIncompleteMultipartUpload }) => ({
      Id: ID,
      Status,
      ...(Filter?.Prefix && { Prefix: Filter.Prefix }),
      ...(Filter?.Tag && { TagFilters: [Filter.Tag] }),
      ...(Expiration?.Days && { ExpirationInDays: Expiration.Days }),
      ...(AbortIncompleteMultipartUpload && { AbortIncompleteMultipartUpload }),
    }));
    expect(Rules).toEqual(expect.arrayContaining(expected));
    const onlyHere = Rules.filter(({ Id }) => !expected.some((rule) => rule.Id === Id)).map(({ Id }) => Id);
    expect(onlyHere.filter((id) => id !== 'remove-spills' && id !== 'remove-old-versions')).toEqual([]);
  });

  test('a spilled answer goes after a day, and what versions are left after another', () => {
    expect(bucketProperties(plain).LifecycleConfiguration.Rules).toEqual(
      expect.arrayContaining([
        { Id: 'remove-spills', Status: 'Enabled', Prefix: 'spills/', ExpirationInDays: 1 },
        {
          Id: 'remove-old-versions',
          Status: 'Enabled',
          NoncurrentVersionExpiration: { NoncurrentDays: 1 },
          ExpiredObjectDeleteMarker: true,
        },
      ]),
    );
  });

  test('attack 40: no rule removes what was submitted', () => {
    const removing = bucketProperties(plain).LifecycleConfiguration.Rules.filter((rule) => 'ExpirationInDays' in rule);
    expect(removing.filter((rule) => !('TagFilters' in rule) && rule.Prefix !== 'spills/')).toEqual([]);
  });

  test('removed files can be brought back for as long as was asked for, and not at all by default', () => {
    expect(bucketProperties(plain)).not.toHaveProperty('VersioningConfiguration');
    expect(bucketProperties(full).VersioningConfiguration).toEqual({ Status: 'Enabled' });
    expect(bucketProperties(full).LifecycleConfiguration.Rules).toContainEqual(
      expect.objectContaining({ NoncurrentVersionExpiration: { NoncurrentDays: 30 } }),
    );
  });

  test('access logs are written where a bucket for them is named', () => {
    expect(bucketProperties(full).LoggingConfiguration).toEqual({
      DestinationBucketName: 'our-access-logs',
      LogFilePrefix: 'sluice/',
    });
    expect(bucketProperties(plain)).not.toHaveProperty('LoggingConfiguration');
  });
});

describe('the data', () => {
  test.each(['Bucket', 'BucketPolicy', 'Table'])('%s stays when the stack is deleted or would replace it', (id) => {
    expect(template.Resources[id]).toMatchObject({ DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
  });

  test('the table has the keys and the time to live that the code relies on', () => {
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

  test('the table is encrypted, cannot be deleted by mistake, and can be taken back to any second of 35 days', () => {
    expect(properties(plain, 'Table')).toMatchObject({
      SSESpecification: { SSEEnabled: true },
      DeletionProtectionEnabled: true,
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true, RecoveryPeriodInDays: 35 },
    });
  });
});

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

  interface MetricQuery {
    readonly Id: string;
    readonly Expression?: string;
    readonly ReturnData?: boolean;
    readonly MetricStat?: { readonly Metric: { readonly MetricName: string } };
  }

  /** What the alarm compares with its threshold when the app has counted so much in its period. */
  function shareOfRejected(count: Record<string, number>): number {
    const { Metrics } = properties<{ Metrics: MetricQuery[] }>(plain, 'RejectedUploadsAlarm');
    // Metric math has no value where one of its operands has none, which NaN stands for.
    const math: Record<string, unknown> = {
      FILL: (value: number, otherwise: number) => (Number.isNaN(value) ? otherwise : value),
      IF: (holds: boolean, value: number, otherwise: number) => (holds ? value : otherwise),
    };
    for (const { Id, MetricStat } of Metrics)
      if (MetricStat) math[Id] = count[MetricStat.Metric.MetricName] ?? Number.NaN;
    const expressions = Metrics.flatMap(({ Expression, ...query }) => (Expression ? [{ Expression, ...query }] : []));
    for (const { Id, Expression } of expressions.toSorted(
      (a, b) => Number(b.ReturnData === false) - Number(a.ReturnData === false),
    ))
      math[Id] = new Function(...Object.keys(math), `return ${Expression};`)(...Object.values(math));
    return Number(math[expressions.find(({ ReturnData }) => ReturnData !== false)?.Id ?? '']);
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
      expect(properties.metrics[0]?.[3]).toMatch(/^(a1b2c3d4e5|<App>|sluice-table|sluice-bucket|sluice)$/);
    }
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
      ]),
    );
  });
});
