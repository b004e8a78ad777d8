/**
 * The used fields of an event in payload format 2.0, from an HTTP API or a function URL. Header names arrive in lower
 * case, repeated headers joined by commas, and cookies in a field of their own.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 * @see https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html#urls-payloads
 */
export interface HttpEvent {
  readonly rawPath: string;
  readonly rawQueryString?: string;
  readonly cookies?: readonly string[];
  readonly headers?: Readonly<Record<string, string | undefined>>;
  readonly body?: string | null;
  readonly isBase64Encoded?: boolean;
  readonly requestContext: {
    readonly domainName?: string;
    readonly requestId?: string;
    readonly http: { readonly method: string; readonly sourceIp?: string };
  };
}

/**
 * The used fields of Lambda's context.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-context.html
 */
export interface LambdaContext {
  readonly awsRequestId: string;
  getRemainingTimeInMillis(): number;
}

/**
 * Raised for an event that is not a request of payload format 2.0. The invocation fails, so that the event's sender
 * tries again or parks it; a response, even a 404, would count as success and lose the event.
 */
export class NotHttpEvent extends Error {
  override readonly name = 'NotHttpEvent';

  constructor(event: unknown) {
    super(`This handler answers HTTP requests (payload format 2.0) but was given ${shapeOf(event)}.`);
  }
}

/**
 * Returns the event as a request of payload format 2.0.
 *
 * @throws NotHttpEvent for all other events
 */
export function httpEvent(event: unknown): HttpEvent {
  if (!isHttpEvent(event)) throw new NotHttpEvent(event);
  return event;
}

function isHttpEvent(event: unknown): event is HttpEvent {
  return (
    typeof field(event, 'rawPath') === 'string' &&
    typeof field(event, 'requestContext', 'http', 'method') === 'string' &&
    !isForAuthorizer(event)
  );
}

/**
 * True for an event that asks an authorizer about a request. It has all that the request has; a response to the request
 * would be taken for the permission.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html
 */
function isForAuthorizer(event: unknown): boolean {
  return ['routeArn', 'methodArn'].some((name) => field(event, name) !== undefined);
}

function shapeOf(event: unknown): string {
  const source = field(event, 'Records', '0', 'eventSource') ?? field(event, 'Records', '0', 'EventSource');
  if (typeof source === 'string') return `records of ${source}`;
  if (field(event, 'detail-type') !== undefined) {
    return `the EventBridge event "${field(event, 'detail-type')}" of ${field(event, 'source')}`;
  }
  if (isForAuthorizer(event)) {
    const kind = [field(event, 'type'), field(event, 'version')].filter((part) => part !== undefined);
    return `a question for a Lambda authorizer (${kind.join(' ')})`;
  }
  if (field(event, 'requestContext', 'elb') !== undefined) return 'a request of an Application Load Balancer';
  if (field(event, 'requestContext', 'serviceArn') !== undefined) return 'a request of VPC Lattice';
  if (field(event, 'requestContext', 'connectionId') !== undefined) return 'a WebSocket message';
  if (field(event, 'httpMethod') !== undefined) return 'a request of payload format 1.0 (REST API)';
  if (typeof event !== 'object' || event === null) return `${event === null ? 'null' : typeof event}`;
  return `an object with ${Object.keys(event).slice(0, 8).join(', ') || 'no fields'}`;
}

function field(value: unknown, ...path: string[]): unknown {
  return path.reduce<unknown>(
    (at, name) =>
      typeof at === 'object' && at !== null && Object.hasOwn(at, name) ? Reflect.get(at, name) : undefined,
    value,
  );
}
