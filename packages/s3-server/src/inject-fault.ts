import type { ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { Answer } from './answer.ts';
import type { ReceivedRequest } from './request.ts';
import { S3Error, type S3ErrorCode } from './s3-error.ts';

/** A fault on the way to S3 or back, to show it to a client on demand. */
export type Fault =
  /** Refuses the request with this error, `SlowDown` (503) or `InternalError` (500) for instance, and does nothing. */
  | { readonly kind: 'refuse'; readonly code: S3ErrorCode }
  /** Resets the connection after so many bytes of the request's body, or else of the response's; at once for 0. */
  | { readonly kind: 'reset'; readonly afterBytes: number }
  /** Reads and sends nothing for so long, or until the client goes; then goes on as usual. */
  | { readonly kind: 'stall'; readonly milliseconds?: number }
  /** Carries out the request, but resets the connection instead of sending the response. */
  | { readonly kind: 'lose-answer' };

/** Raised when the connection is gone, so that work for it may stop. */
export class ConnectionLost extends Error {}

/** Applies a fault to a request that has arrived. The returned request may be another one. */
export async function injectFault(
  fault: Fault | undefined,
  request: ReceivedRequest,
  response: ServerResponse,
): Promise<ReceivedRequest> {
  switch (fault?.kind) {
    case 'refuse':
      throw new S3Error(fault.code);
    case 'stall':
      await stall(fault.milliseconds, response);
      return request;
    case 'reset':
      if (fault.afterBytes === 0) throw reset(response);
      return { ...request, body: cut(request.body, fault.afterBytes, response) };
    default:
      return request;
  }
}

/** Applies a fault to a response that is ready. */
export async function injectResponseFault(
  fault: Fault | undefined,
  answer: Answer,
  response: ServerResponse,
): Promise<Answer> {
  if (fault?.kind === 'lose-answer') {
    if (typeof answer.body === 'object') await answer.body.release();
    throw reset(response);
  }
  if (fault?.kind !== 'reset' || typeof answer.body !== 'object') return answer;
  return { ...answer, body: { ...answer.body, bytes: cut(answer.body.bytes, fault.afterBytes, response) } };
}

async function stall(milliseconds: number | undefined, response: ServerResponse): Promise<void> {
  const gone = new Promise<void>((resolve) => response.once('close', resolve));
  response.socket?.setTimeout(0);
  await (milliseconds === undefined ? gone : Promise.race([gone, delay(milliseconds)]));
  if (response.destroyed) throw new ConnectionLost();
}

async function* cut(
  bytes: AsyncIterable<Buffer>,
  afterBytes: number,
  response: ServerResponse,
): AsyncGenerator<Buffer, void, undefined> {
  let rest = afterBytes;
  for await (const chunk of bytes) {
    if (chunk.length > rest) {
      yield chunk.subarray(0, rest);
      throw reset(response);
    }
    rest -= chunk.length;
    yield chunk;
  }
}

function reset(response: ServerResponse): ConnectionLost {
  response.socket?.resetAndDestroy();
  return new ConnectionLost();
}
