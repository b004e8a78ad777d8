import type { Config } from '../src/config.ts';

/** Returns the variables that `template.yaml` would set, for a function on this machine. */
export function lambdaEnvironment(
  config: Config,
  own: Readonly<Record<string, string | undefined>> = process.env,
): Record<string, string> {
  const { credentials, singleSignOn } = config;
  return {
    PUBLIC_URL: config.publicUrl,
    BUCKET_NAME: config.bucketName,
    TABLE_NAME: config.tableName,
    SESSION_SECRET: config.sessionSecrets.join(','),
    AWS_REGION: config.region,
    REGISTRATION: config.isRegistrationOpen ? 'open' : 'closed',
    POWERTOOLS_LOG_LEVEL: config.logLevel,
    ...(config.bucketTimeoutMs && { BUCKET_TIMEOUT_MS: String(config.bucketTimeoutMs) }),
    ...(config.tableTimeoutMs && { TABLE_TIMEOUT_MS: String(config.tableTimeoutMs) }),
    ...(config.jobQueueUrl && { JOB_QUEUE_URL: config.jobQueueUrl }),
    ...(config.sqsEndpoint && { AWS_ENDPOINT_URL_SQS: config.sqsEndpoint }),
    ...(config.s3Endpoint && { AWS_ENDPOINT_URL_S3: config.s3Endpoint }),
    ...(config.dynamodbEndpoint && { AWS_ENDPOINT_URL_DYNAMODB: config.dynamodbEndpoint }),
    ...(Object.keys(config.upstreams).length > 0 && { UPSTREAMS: JSON.stringify(config.upstreams) }),
    ...(singleSignOn && {
      OIDC_ISSUER: singleSignOn.issuer,
      OIDC_CLIENT_ID: singleSignOn.clientId,
      OIDC_CLIENT_SECRET: singleSignOn.clientSecret,
      OIDC_ADMIN_GROUP: singleSignOn.adminGroup ?? '',
    }),
    ...(credentials
      ? { AWS_ACCESS_KEY_ID: credentials.accessKeyId, AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey }
      : ownCredentials(own)),
  };
}

/** Returns the variables by which the SDK authenticates at a bucket and a table that are not embedded. */
function ownCredentials(own: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const names = ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN', 'AWS_PROFILE', 'HOME'];
  return Object.fromEntries(names.flatMap((name) => (own[name] === undefined ? [] : [[name, own[name]]])));
}
