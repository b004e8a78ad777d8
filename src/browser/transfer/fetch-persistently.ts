import { type AppResponse, fetchApp } from './app-client.ts';
import { retryUntilFinal } from './retry-until-final.ts';
import type { KnownUpload, UploadRun } from './run.ts';
import { UploadGone } from './upload-failure.ts';

/** Repeats a request to the app until its response is final. */
export function fetchPersistently(run: UploadRun, method: string, path: string, body?: object): Promise<AppResponse> {
  return retryUntilFinal(() => fetchApp(method, path, run.signal, body), run.connection, run.signal);
}

/**
 * Repeats a request about an upload in the same way: `GET` without an action, otherwise `POST`.
 *
 * @throws UploadGone when the app no longer has the upload.
 */
export async function fetchUploadPersistently(
  run: UploadRun,
  { id }: KnownUpload,
  action = '',
  body?: object,
): Promise<AppResponse> {
  const response = await fetchPersistently(run, action ? 'POST' : 'GET', `/uploads/${id}${action}`, body);
  if (response.status === 404 || response.status === 410) throw new UploadGone();
  return response;
}
