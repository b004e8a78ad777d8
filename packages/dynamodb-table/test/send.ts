import http from 'node:http';

/** A response of the protocol. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly document: Readonly<Record<string, unknown>>;
  readonly body: Buffer;
}

const agent = new http.Agent({ keepAlive: true, maxSockets: 64 });

/** The headers of a signed request, as the SDKs send them. */
export function protocolHeaders(operation: string): http.OutgoingHttpHeaders {
  return {
    'content-type': 'application/x-amz-json-1.0',
    'x-amz-target': `DynamoDB_20120810.${operation}`,
    'x-amz-date': '20260101T000000Z',
    authorization:
      'AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0',
  };
}

/** Sends one request, with a document or a body as it stands. */
export function send(
  endpoint: string,
  operation: string,
  document: unknown,
  headers: http.OutgoingHttpHeaders = protocolHeaders(operation),
): Promise<RawAnswer> {
  const body = Buffer.from(typeof document === 'string' ? document : JSON.stringify(document));
  return new Promise((resolve, reject) => {
    const request = http.request(
      endpoint,
      { method: 'POST', agent, headers: { ...headers, 'content-length': body.length } },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.once('error', reject);
        response.once('end', () => {
          const received = Buffer.concat(chunks);
          const text = received.toString();
          const parsed = text.startsWith('{') ? JSON.parse(text) : {};
          resolve({ status: response.statusCode ?? 0, headers: response.headers, document: parsed, body: received });
        });
      },
    );
    request.once('error', reject);
    request.end(body);
  });
}

/** Returns the name and the message of an error, or undefined for a success. */
export function errorOf({
  status,
  document,
}: RawAnswer): { readonly name: string; readonly message: string } | undefined {
  if (status === 200) return undefined;
  const { __type: type = '', message, Message } = document;
  return { name: String(type).replace(/^.*#/, ''), message: String(message ?? Message ?? '') };
}
