/**
 * Why an answer is an error before, or in spite of, what a route says: the event cannot be a request, or the route's
 * answer cannot be carried. The app turns it into its own error form, so that no answer goes out without its
 * middleware.
 */
export interface AdapterError {
  /** An HTTP status from 400 to 599. */
  readonly status: number;
  /** One or two sentences for the person: what happened and what to do about it. */
  readonly detail: string;
  /** What broke, for the log. Never for the answer. */
  readonly cause?: unknown;
}

/**
 * What the adapter gives the app as `env`. Nothing in it is of Lambda's making, so the Node entry can give the same.
 *
 * The app's first middleware after its headers and its log looks at `adapterError` and, where it is set, answers with that
 * status and detail instead of going on to a route. Such a request is always a GET or HEAD without a body.
 */
export interface LambdaBindings {
  /** Who asks, as the gateway saw it: `requestContext.http.sourceIp`. Behind a CDN that is the CDN. */
  readonly clientAddress: string;
  /** The gateway's id of this request, the one in its access log. */
  readonly requestId: string;
  /**
   * When the adapter answers 504 itself, in epoch milliseconds, which is some time before the function is cut off. What
   * the app wants to say of what takes so long, and to clean up, has to be done by then. In the past when there was no
   * time to begin with.
   */
  readonly deadlineAt: number;
  readonly adapterError?: AdapterError;
  /** The method of what is refused, for the log: the request that asks for the adapterError's answer is a GET or HEAD. */
  readonly failedMethod?: string;
  /**
   * Is there when the adapter writes the log's line of this request. The app puts into it what it knows, or nothing
   * when there is to be no line, and writes none itself. A request that is refused after all has the same one: the last
   * answer counts.
   */
  readonly logLine?: Record<string, unknown>;
}

/** What the adapter asks of an app; a Hono app is one. */
export interface App {
  fetch(request: Request, env: LambdaBindings): Response | Promise<Response>;
}
