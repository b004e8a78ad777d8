import { basename, dirname, extname } from 'node:path';

/** The settings of a function on Lambda. */
export interface FunctionConfiguration {
  /** Path of the bundle, an ES module. */
  bundle: string;
  /** The name of the exported handler. */
  handler: string;
  environment: Record<string, string>;
  memoryMb: number;
  timeoutMs: number;
}

/** The account in ARNs and events; the one of AWS's examples. */
export const accountId = '123456789012';

const functionName = 'sluice';

/** Returns the environment of the function's process: `environment`, Lambda's own variables, and PATH. */
export function environmentVariables(configuration: FunctionConfiguration): Record<string, string> {
  const { bundle, handler, environment, memoryMb } = configuration;
  const region = regionOf(configuration);
  const stream = `${new Date().toISOString().slice(0, 10).replaceAll('-', '/')}/[$LATEST]${crypto.randomUUID()}`;
  // Source: https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime
  return {
    PATH: process.env.PATH ?? '',
    TZ: ':UTC',
    LANG: 'en_US.UTF-8',
    ...environment,
    _HANDLER: `${basename(bundle, extname(bundle))}.${handler}`,
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
    AWS_LAMBDA_FUNCTION_NAME: functionName,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(memoryMb),
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${functionName}`,
    AWS_LAMBDA_LOG_STREAM_NAME: stream,
    LAMBDA_TASK_ROOT: dirname(bundle),
  };
}

/** The ARN under which the function is invoked. */
export function functionArn(configuration: FunctionConfiguration): string {
  return `arn:aws:lambda:${regionOf(configuration)}:${accountId}:function:${functionName}`;
}

function regionOf({ environment }: FunctionConfiguration): string {
  return environment.AWS_REGION ?? 'us-east-1';
}
