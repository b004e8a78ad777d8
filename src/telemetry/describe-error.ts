/** The fields of an error, and of its causes, that are logged. */
export interface ErrorDescription {
  readonly error: string;
  readonly message: string;
  readonly stack?: string;
  /** The code of a Node error, such as ECONNREFUSED. */
  readonly code?: string;
  /** The status of the response from AWS, and the id by which AWS's support finds the call. */
  readonly status?: number;
  readonly awsRequestId?: string;
  readonly cause?: ErrorDescription | string;
}

const maxDepth = 8;

/**
 * Describes an error with its chain of causes, by these fields only. The SDK attaches whole requests and responses to
 * its errors, and a cancelled transaction carries the items of the conflict with their file names: a log of every
 * field would print them.
 */
export function describeError(error: Error, depth = 1): ErrorDescription {
  const { name, message, stack, cause } = error;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  return {
    error: name,
    message,
    ...(stack !== undefined && { stack }),
    ...(code !== undefined && { code }),
    ...('$metadata' in error && responseFields(error.$metadata)),
    ...(cause !== undefined && depth < maxDepth && { cause: describeCause(cause, depth + 1) }),
  };
}

/**
 * Describes a cause; of an object it gives only the type. The text of some objects, such as the parameters of a
 * callback, would be their content.
 */
function describeCause(cause: unknown, depth: number): ErrorDescription | string {
  if (cause instanceof Error) return describeError(cause, depth);
  return typeof cause === 'object' ? Object.prototype.toString.call(cause) : String(cause);
}

function responseFields(metadata: unknown): { status?: number; awsRequestId?: string } {
  if (typeof metadata !== 'object' || metadata === null) return {};
  const { httpStatusCode: status, requestId }: { httpStatusCode?: unknown; requestId?: unknown } = metadata;
  return {
    ...(typeof status === 'number' && { status }),
    ...(typeof requestId === 'string' && { awsRequestId: requestId }),
  };
}
