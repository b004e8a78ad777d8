import { type AppAnswer, askApp } from './app-client.ts';
import { persist } from './persist.ts';
import type { KnownUpload, UploadRun } from './run.ts';
import { UploadGone } from './upload-failure.ts';

/** Repeats a request to the app until its response is final. */
export function askPersistently(run: UploadRun, method: string, path: string, body?: object): Promise<AppAnswer> {
  return persist(() => askApp(method, path, run.signal, body), run.connection, run.signal);
}

/**
 * Repeats a request about an upload in the same way: `GET` without an action, otherwise `POST`.
 *
 * @throws UploadGone when the app does not know it any more.
 */
export async function askAbout(run: UploadRun, { id }: KnownUpload, action = '', body?: object): Promise<AppAnswer> {
  const answer = await askPersistently(run, action ? 'POST' : 'GET', `/uploads/${id}${action}`, body);
  if (answer.status === 404 || answer.status === 410) throw new UploadGone();
  return answer;
}
