/**
 * An error found by the adapter: the event is not a valid request, or the response cannot be sent. The app turns it
 * into its own error form, so that every response passes through its middleware.
 */
export interface AdapterError {
  /** An HTTP status from 400 to 599. */
  readonly status: number;
  /** One or two sentences for the person: the fault and its remedy. */
  readonly detail: string;
  /** The error behind it, for the log. It never goes into the response. */
  readonly cause?: unknown;
}

/**
 * The bindings that the adapter passes to the app as `env`. Nothing in them is specific to Lambda, so the Node entry
 * can pass the same.
 *
 * The app's first middleware after its headers and its log reads `adapterError` and, where it is set, answers with that
 * status and detail instead of going on to a route. Such a request is always a GET or HEAD without a body.
 */
export interface LambdaBindings {
  /** The client's address as the gateway saw it: `requestContext.http.sourceIp`. Behind a CDN that is the CDN. */
  readonly clientAddress: string;
  /** The gateway's id of this request, as in its access log. */
  readonly requestId: string;
  /**
   * The moment when the adapter answers 504 itself, in epoch milliseconds, some time before Lambda stops the function.
   * By then the app must have sent its own message about a slow response, and cleaned up. It is in the past when there
   * was no time to begin with.
   */
  readonly deadlineAt: number;
  readonly adapterError?: AdapterError;
  /** The method of the failed request, for the log. The request for the error's response is a GET or HEAD. */
  readonly failedMethod?: string;
  /**
   * The fields of this request's log line; present when the adapter writes it. The app puts its own fields into it, or
   * nothing when there is to be no line, and writes none itself. A request that fails after all keeps the same one: the
   * last response counts.
   */
  readonly logLine?: Record<string, unknown>;
}

/** The app that the adapter runs, for example one of Hono. */
export interface App {
  fetch(request: Request, env: LambdaBindings): Response | Promise<Response>;
}
