import { STATUS_CODES } from 'node:http';
import type { AdapterError, App } from './bindings.ts';
import type { LambdaRequest } from './read-event.ts';

/**
 * The app's own error answer for an adapter error: the app is asked once more, for the same URL with the same headers but with
 * GET (or HEAD) and no body, so that nothing is done twice, and finds the adapterError in `env`. The body has been read, so
 * that it cannot break off any more.
 *
 * An app that does not look at the adapterError, or fails, is not believed: the answer is a plain problem document
 * (RFC 9457) then.
 */
export async function toAdapterError(
  app: App,
  { request, env }: LambdaRequest,
  adapterError: AdapterError,
): Promise<Response> {
  const method = request.method === 'HEAD' ? 'HEAD' : 'GET';
  try {
    const headers = new Headers(request.headers);
    headers.delete('content-length');
    const response = await app.fetch(new Request(request.url, { method, headers }), {
      ...env,
      adapterError,
      failedMethod: request.method,
    });
    if (response.status === adapterError.status)
      return new Response(response.body && (await response.arrayBuffer()), response);
    await response.body?.cancel();
  } catch {
    // What broke first is in `adapterError.cause`, and the app has had its chance to log it.
  }
  return plainProblem(adapterError);
}

function plainProblem({ status, detail }: AdapterError): Response {
  const problem = { type: 'about:blank', title: STATUS_CODES[status] ?? 'Error', status, detail };
  return Response.json(problem, {
    status,
    headers: {
      'content-type': 'application/problem+json',
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
    },
  });
}
