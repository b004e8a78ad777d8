import { readFileSync } from 'node:fs';
import { type Deployment, deploy } from './cloudformation/deploy.ts';
import { type Fields, parseTemplate, type Resource } from './cloudformation/template.ts';

/** The text of a file of the project. */
export const file = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

export const template = parseTemplate(file('template.yaml'));

export const apiUrl = 'https://a1b2c3d4e5.execute-api.us-east-1.amazonaws.com';
/** The values that AWS gives a stack. */
export const known = {
  Api: 'a1b2c3d4e5',
  'Api.ApiEndpoint': apiUrl,
  Bucket: 'sluice-bucket',
  Table: 'sluice-table',
  JobQueue: 'https://sqs.us-east-1.amazonaws.com/123456789012/sluice-jobs',
};
export const customDomain = {
  DomainName: 'files.example.com',
  CertificateArn: 'arn:aws:acm:us-east-1:123456789012:certificate/0a1b2c3d',
};
export const key = 'arn:aws:kms:us-east-1:123456789012:key/0a1b2c3d';
export const formerKeys = ['4e5f', 'mrk-6a7b'].map((id) => `arn:aws:kms:us-east-1:123456789012:key/${id}`);
export const logKey = 'arn:aws:kms:us-east-1:123456789012:key/8c9d';

/** With no parameter given. */
export const plain = deploy(template, {}, known);
/** With everything that can be asked for. */
export const full = deploy(template, {
  ...customDomain,
  KmsKeyArn: key,
  FormerKmsKeyArns: formerKeys.join(','),
  LogKmsKeyArn: logKey,
  ReservedConcurrency: 50,
  ProvisionedConcurrency: 2,
  Streaming: 'true',
  Scan: 'true',
  InfectedFiles: 'keep',
  StreamPublicUrl: 'https://stream.example.com',
  KeepDeletedDays: 30,
  AccessLogsBucketName: 'our-access-logs',
  AlarmTopicArn: 'arn:aws:sns:us-east-1:123456789012:alarms',
});

/**
 * The properties of a resource. The casts of these tests are to what the template says there, and a wrong one fails the
 * expectation it is made for.
 */
export function properties<Shape = Fields>({ resources }: Deployment, id: string): Shape {
  const resource = resources[id];
  if (!resource) throw new Error(`There is no ${id}.`);
  return resource.Properties as Shape;
}

/** The resources of a type, with their names. */
export function ofType(
  { resources }: { resources: Readonly<Record<string, Resource>> },
  type: string,
): [string, Resource][] {
  return Object.entries(resources).filter(([, { Type }]) => Type === type);
}

export const functionsOf = (deployment: Deployment) => ofType(deployment, 'AWS::Serverless::Function');

/** The functions that respond to people: all but the worker. */
export const webFunctionsOf = (deployment: Deployment) => functionsOf(deployment).filter(([id]) => id !== 'Worker');

/** A statement of a policy. */
export interface Statement {
  readonly Sid: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Action: string | string[];
  readonly Resource: string | string[];
  readonly Principal?: unknown;
  readonly Condition?: unknown;
}

/** Returns one or several as a list. */
export const list = (value: string | string[]): string[] => [value].flat();
