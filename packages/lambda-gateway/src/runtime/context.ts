import type { Invocation } from '../frames.ts';

/** The second argument of a handler. Source: https://docs.aws.amazon.com/lambda/latest/dg/nodejs-context.html */
export interface Context {
  functionName: string | undefined;
  functionVersion: string | undefined;
  /** A string, as on Lambda, although it is a number of megabytes. */
  memoryLimitInMB: string | undefined;
  logGroupName: string | undefined;
  logStreamName: string | undefined;
  invokedFunctionArn: string;
  awsRequestId: string;
  clientContext: undefined;
  identity: undefined;
  /** Milliseconds until the function is stopped; negative when that moment has passed. */
  getRemainingTimeInMillis(): number;
}

/** Makes the context of one invocation from what the gateway says and the environment variables that Lambda defines. */
export function toContext(invocation: Invocation): Context {
  return {
    functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
    functionVersion: process.env.AWS_LAMBDA_FUNCTION_VERSION,
    memoryLimitInMB: process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    logGroupName: process.env.AWS_LAMBDA_LOG_GROUP_NAME,
    logStreamName: process.env.AWS_LAMBDA_LOG_STREAM_NAME,
    invokedFunctionArn: invocation.functionArn,
    awsRequestId: invocation.requestId,
    clientContext: undefined,
    identity: undefined,
    getRemainingTimeInMillis: () => invocation.deadline - Date.now(),
  };
}
