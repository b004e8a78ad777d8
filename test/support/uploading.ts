import { createHash } from 'node:crypto';
import type { Client } from './client.ts';

export interface FileToSend {
  readonly form?: string;
  readonly field?: string;
  readonly filename?: string;
  readonly contentType?: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

export interface SignedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Record<string, string>;
}

export const helloText: FileToSend = {
  filename: 'hello.txt',
  contentType: 'text/plain',
  bytes: new TextEncoder().encode('Hello, bucket.'),
};

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('base64');

/** The claim that starts an upload of this file. */
export function claimOf({
  form = 'documents',
  field = 'files',
  filename = 'file.bin',
  contentType = '',
  bytes,
}: FileToSend) {
  return { form, field, filename, contentType, size: bytes.length, sha256: sha256(bytes) };
}

/** Starts an upload and answers with what the app gave. */
export async function start(client: Client, file: FileToSend): Promise<{ id: string; request: SignedRequest }> {
  const response = await client.post('/uploads', { json: claimOf(file) });
  if (response.status !== 201) throw new Error(`The upload was refused: ${response.status} ${await response.text()}`);
  return response.json();
}

/** Sends bytes as a browser would: method, address and headers exactly as given. */
export function sendTo({ method, url, headers }: SignedRequest, bytes: Uint8Array<ArrayBuffer>): Promise<Response> {
  return fetch(url, { method, headers, body: bytes });
}

/** Starts, sends and completes; answers with the upload's id. */
export async function upload(client: Client, file: FileToSend): Promise<string> {
  const { id, request } = await start(client, file);
  const sent = await sendTo(request, file.bytes);
  if (!sent.ok) throw new Error(`The bucket refused: ${sent.status} ${await sent.text()}`);
  const completed = await client.post(`/uploads/${id}/complete`);
  if (completed.status !== 200) throw new Error(`The check failed: ${completed.status} ${await completed.text()}`);
  return id;
}
