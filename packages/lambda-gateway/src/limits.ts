/** The limits at which AWS ends a request; sizes in bytes, times in milliseconds. */
export interface Limits {
  /** The request line and the header values together. */
  headBytes: number;
  /** The body that API Gateway accepts; a function URL has only `eventBytes`. */
  requestBytes: number;
  /** The event that Lambda accepts, as JSON. */
  eventBytes: number;
  /** The result that Lambda accepts from a function, as JSON. */
  responseBytes: number;
  /** The bytes that a function may stream. */
  streamBytes: number;
  /** The time that an HTTP API waits for the function, time in the queue and cold start included. */
  integrationTimeoutMs: number;
  /** The time that a new process may take until it is ready. */
  initTimeoutMs: number;
  /**
   * The number of requests that may wait for a process. Lambda has no such limit: it would start another environment.
   */
  waitingRequests: number;
}

/**
 * The quotas of AWS, none of which can be raised.
 *
 * - HTTP API: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html ("Total combined size
 *   of request line and header values", "Payload size", "Maximum integration timeout")
 * - Lambda: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html says 6 MB; the error of the service
 *   says "Exceeded maximum allowed payload size (6291556 bytes)"
 * - streaming: https://docs.aws.amazon.com/lambda/latest/dg/configuration-response-streaming.html (200 MB)
 * - init: https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html (10 s)
 */
export const awsLimits: Limits = {
  headBytes: 10_240,
  requestBytes: 10 * 1024 * 1024,
  eventBytes: 6_291_556,
  responseBytes: 6_291_556,
  streamBytes: 200 * 1024 * 1024,
  integrationTimeoutMs: 30_000,
  initTimeoutMs: 10_000,
  waitingRequests: 100,
};
