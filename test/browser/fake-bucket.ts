/** Serves the presigned requests of S3, with faults on demand, at another origin than the app. */
import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer as readBuffer } from 'node:stream/consumers';
import { crc32 } from 'node:zlib';

/** A fault of one PUT. `lose`: it is stored and the response is lost. `hold`: no response until released. */
export type Fault = 'reset' | 'stall' | 'lose' | 'hold' | { status: number; code?: string };

/** A PUT that the bucket received. */
export interface SeenPut {
  readonly key: string;
  readonly partNumber: number;
  readonly method: string;
  readonly headers: IncomingMessage['headers'];
  status: number | string;
}

interface Signature {
  readonly key: string;
  readonly partNumber: number;
  readonly headers: Record<string, string>;
}

export type FakeBucket = Awaited<ReturnType<typeof startFakeBucket>>;

export async function startFakeBucket() {
  const objects = new Map<string, Buffer>();
  const parts = new Map<string, Map<number, Buffer>>();
  const signatures = new Map<string, Signature>();
  const puts: SeenPut[] = [];
  const state = { inFlight: 0, mostInFlight: 0, fault: (_put: SeenPut): Fault | undefined => undefined, delayMs: 0 };
  let released = Promise.withResolvers<void>();

  const server = createServer((request, response) => {
    response.setHeader('access-control-allow-origin', request.headers.origin ?? '*');
    if (request.method === 'OPTIONS') return preflight(request, response);
    void receive(request, response);
  });

  async function receive(request: IncomingMessage, response: ServerResponse) {
    const url = new URL(request.url ?? '/', 'http://bucket');
    const token = url.searchParams.get('signature') ?? '';
    const signature = signatures.get(token);
    const { method = '', headers } = request;
    const put: SeenPut = {
      key: signature?.key ?? '',
      partNumber: signature?.partNumber ?? 0,
      method,
      headers,
      status: 'open',
    };
    puts.push(put);
    state.mostInFlight = Math.max(state.mostInFlight, ++state.inFlight);
    response.on('close', () => state.inFlight--);
    const fault = state.fault(put);
    // A release is for all requests that are there, also while their bytes still arrive.
    const whenReleased = released.promise;
    if (fault === 'reset') return drop(request, put, 'reset');
    if (fault === 'stall') {
      put.status = 'stalled';
      request.pause();
      return;
    }
    const bytes = await readBuffer(request).catch(() => Buffer.alloc(0));
    if (bytes.length !== Number(headers['content-length'])) return drop(request, put, 'cut off');
    if (fault === 'hold') await whenReleased;
    else if (state.delayMs > 0) await new Promise((resolve) => setTimeout(resolve, state.delayMs));
    const answer = typeof fault === 'object' ? fault : store(put, signature, bytes);
    if (fault === 'lose') return drop(request, put, 'lost');
    put.status = answer.status;
    response.setHeader('access-control-expose-headers', 'ETag');
    response.writeHead(answer.status).end(answer.code ? `<Error><Code>${answer.code}</Code></Error>` : '');
  }

  function store(put: SeenPut, signature: Signature | undefined, bytes: Buffer): Exclude<Fault, string> {
    if (!signature) return { status: 403, code: 'AccessDenied' };
    for (const [name, value] of Object.entries(signature.headers)) {
      if (put.headers[name] !== value) return { status: 403, code: 'SignatureDoesNotMatch' };
    }
    const sha256 = signature.headers['x-amz-checksum-sha256'];
    if (sha256 && sha256 !== createHash('sha256').update(bytes).digest('base64'))
      return { status: 400, code: 'BadDigest' };
    const crc = signature.headers['x-amz-checksum-crc32'];
    if (crc && crc !== base64OfCrc32(bytes)) return { status: 400, code: 'BadDigest' };
    if (signature.partNumber > 0) {
      const uploaded = parts.get(signature.key);
      if (!uploaded) return { status: 404, code: 'NoSuchUpload' };
      uploaded.set(signature.partNumber, bytes);
    } else if (objects.has(signature.key)) return { status: 412, code: 'PreconditionFailed' };
    else objects.set(signature.key, bytes);
    return { status: 200 };
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A server that listens on a port has an AddressInfo.
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    objects,
    parts,
    puts,
    state,
    sign(key: string, partNumber: number, headers: Record<string, string>) {
      const token = crypto.randomUUID();
      signatures.set(token, { key, partNumber, headers });
      return { method: 'PUT', url: `${url}/${key}?signature=${token}`, headers };
    },
    expireSignatures: () => signatures.clear(),
    release() {
      released.resolve();
      released = Promise.withResolvers();
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

export function base64OfCrc32(bytes: Buffer): string {
  const out = Buffer.alloc(4);
  out.writeUInt32BE(crc32(bytes));
  return out.toString('base64');
}

function preflight(request: IncomingMessage, response: ServerResponse) {
  response.setHeader('access-control-allow-methods', 'PUT');
  response.setHeader('access-control-allow-headers', request.headers['access-control-request-headers'] ?? '');
  response.writeHead(204).end();
}

function drop(request: IncomingMessage, put: SeenPut, status: string) {
  put.status = status;
  request.socket.destroy();
}
