import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** An invocation as Lambda sees it end. */
export interface Invoked {
  /** The bytes of the response that have arrived. */
  readonly text: string;
  /** True when the response has come to its end. */
  readonly isWhole: boolean;
  /** The error's type in the trailers, by which a runtime fails an invocation. */
  readonly errorType: string | undefined;
}

/**
 * Lambda's side of a runtime.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
 */
export interface RuntimeApi {
  /** Host and port, as `AWS_LAMBDA_RUNTIME_API` names them. */
  readonly address: string;
  /** Hands an event to the next runtime that asks, and resolves when its response has ended. */
  invoke(event: object, remainingMs?: number): Promise<Invoked>;
  close(): void;
}

interface Invocation {
  readonly event: object;
  readonly remainingMs: number;
  readonly end: (invoked: Invoked) => void;
}

export async function startRuntimeApi(): Promise<RuntimeApi> {
  const asking: ServerResponse[] = [];
  const waiting: Invocation[] = [];
  const running = new Map<string, Invocation>();

  function handOut(): void {
    while (asking.length > 0 && waiting.length > 0) {
      const [runtime, invocation] = [asking.shift(), waiting.shift()];
      if (!runtime || !invocation) return;
      const id = randomUUID();
      running.set(id, invocation);
      runtime.writeHead(200, {
        'content-type': 'application/json',
        'lambda-runtime-aws-request-id': id,
        'lambda-runtime-deadline-ms': String(Date.now() + invocation.remainingMs),
        'lambda-runtime-invoked-function-arn': 'arn:aws:lambda:us-east-1:123456789012:function:sluice',
        'lambda-runtime-trace-id': 'Root=1-67891233-abcdef012345678912345678',
      });
      runtime.end(JSON.stringify(invocation.event));
    }
  }

  const server = createServer((request, response) => {
    const [, id = '', what] = /invocation\/([^/]+)(?:\/(\w+))?$/.exec(request.url ?? '') ?? [];
    if (id === 'next') {
      asking.push(response);
      handOut();
    } else if (what === 'response') {
      void receive(request, response).then(running.get(id)?.end);
    } else response.writeHead(202).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    address: addressOf(server),
    invoke: (event, remainingMs = 28_000) =>
      new Promise((end) => {
        waiting.push({ event, remainingMs, end });
        handOut();
      }),
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

async function receive(request: IncomingMessage, response: ServerResponse): Promise<Invoked> {
  const parts: Buffer[] = [];
  try {
    for await (const part of request) parts.push(part);
    response.writeHead(202).end();
  } catch {
    // The runtime has broken it off, which the outcome says.
  }
  const errorType = request.trailers['lambda-runtime-function-error-type'];
  return { text: Buffer.concat(parts).toString(), isWhole: request.complete, errorType };
}

function addressOf(server: Server): string {
  // A server that listens on TCP has an AddressInfo; the string form is for pipes.
  const { address, port } = server.address() as AddressInfo;
  return `${address}:${port}`;
}
