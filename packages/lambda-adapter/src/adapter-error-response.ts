import type { AdapterError, App } from './bindings.ts';
import { type LambdaRequest, methodOfErrorRequest } from './read-event.ts';

/**
 * Returns the app's own error response for an adapter error.
 *
 * The app gets one more request, for the same URL with the same headers but with GET (or HEAD) and no body, so that no
 * work is done twice, and finds the adapterError in `env`. The body has been read, so that it cannot break off any
 * more. When an app ignores the adapterError, or fails, the response is a plain problem document (RFC 9457) instead.
 */
export async function adapterErrorResponse(
  app: App,
  { request, env }: LambdaRequest,
  adapterError: AdapterError,
): Promise<Response> {
  const method = methodOfErrorRequest(request.method);
  try {
    const headers = new Headers(request.headers);
    headers.delete('content-length');
    const response = await app.fetch(new Request(request.url, { method, headers }), {
      failedMethod: request.method,
      ...env,
      adapterError,
    });
    if (response.status === adapterError.status)
      return new Response(response.body && (await response.arrayBuffer()), response);
    await response.body?.cancel();
  } catch {
    // The first error is in `adapterError.cause`, and the app has had its chance to log it.
  }
  return plainProblem(adapterError);
}

/** Returns the problem document of an error. Node's HTTP is loaded for it alone, which takes a start 5 ms. */
async function plainProblem({ status, detail }: AdapterError): Promise<Response> {
  const { STATUS_CODES } = await import('node:http');
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
