import type { Invocation } from '../frames.ts';

/** The second argument of a handler. Source: https://docs.aws.amazon.com/lambda/latest/dg/nodejs-context.html */
export interface Context {
  functionName: string | undefined;
  functionVersion: string | undefined;
  /** The number of megabytes, as a string, as on Lambda. */
  memoryLimitInMB: string | undefined;
  logGroupName: string | undefined;
  logStreamName: string | undefined;
  invokedFunctionArn: string;
  awsRequestId: string;
  clientContext: undefined;
  identity: undefined;
  /** Returns the milliseconds until the function is stopped; negative after that moment. */
  getRemainingTimeInMillis(): number;
}

/** Makes the context of one invocation from the gateway's facts and Lambda's environment variables. */
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
