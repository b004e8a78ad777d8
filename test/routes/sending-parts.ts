import { crc32 as crcOf } from 'node:zlib';
import type { MultipartIdentity } from '../../src/storage/multipart-upload.ts';
import { maxSinglePutBytes } from '../../src/uploads/part-plan.ts';
import type { Client } from '../support/client.ts';
import type { TestApp } from '../support/test-app.ts';
import { type SignedRequest, sendTo } from '../support/uploading.ts';

/** A file of two parts: as many bytes as the first one has, and a thousand more. */
export const partBytes = maxSinglePutBytes;
export const twoParts = new Uint8Array(partBytes + 1000).fill(0x61);
export const partOf = (partNumber: number, content = twoParts) =>
  content.slice((partNumber - 1) * partBytes, partNumber * partBytes);

export interface Progress {
  readonly id: string;
  readonly state: string;
  readonly multipart: { readonly partSize: number; readonly partCount: number };
  readonly receivedParts: readonly { readonly partNumber: number; readonly size: number }[];
}

/** A CRC-32 of something, which hardly is that of what is sent. */
export const someCrc32 = 'AAAAAA==';

/** Base64, as S3 writes a CRC-32. */
export function crc32(content: Uint8Array): string {
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE(crcOf(content));
  return checksum.toString('base64');
}

export async function startParts(client: Client, claims: Record<string, unknown> = {}): Promise<string> {
  const claim = { form: 'documents', field: 'files', filename: 'long.txt', contentType: 'text/plain' };
  const response = await client.post('/uploads', { json: { ...claim, size: twoParts.length, ...claims } });
  if (response.status !== 201) throw new Error(`The upload was refused: ${response.status} ${await response.text()}`);
  return (await response.json()).id;
}

export async function startWithBothParts(client: Client, claims: Record<string, unknown> = {}): Promise<string> {
  const id = await startParts(client, claims);
  await sendPart(client, id, 2);
  await sendPart(client, id, 1);
  return id;
}

export function askParts(client: Client, id: string, parts: unknown): Promise<Response> {
  return client.post(`/uploads/${id}/parts`, { json: { parts } });
}

export function complete(client: Client, id: string, json?: unknown): Promise<Response> {
  return client.post(`/uploads/${id}/complete`, json === undefined ? {} : { json });
}

export function giveUp(client: Client, id: string): Promise<Response> {
  return client.send('DELETE', `/uploads/${id}`);
}

export async function signPart(client: Client, id: string, partNumber: number, content = partOf(partNumber)) {
  const parts = [{ partNumber, crc32: crc32(content) }];
  const response = await askParts(client, id, parts);
  if (response.status !== 200) throw new Error(`No signature: ${response.status} ${await response.text()}`);
  const signed: { parts: { request: SignedRequest }[] } = await response.json();
  const request = signed.parts[0]?.request;
  if (!request) throw new Error('There is no request in the answer.');
  return request;
}

/** Signs a part and sends it; returns the request, which can be sent again. */
export async function sendPart(client: Client, id: string, partNumber: number, content = partOf(partNumber)) {
  const request = await signPart(client, id, partNumber, content);
  const response = await sendTo(request, content);
  if (!response.ok) throw new Error(`The bucket refused: ${response.status} ${await response.text()}`);
  return request;
}

export async function progressOf(client: Client, id: string): Promise<Progress> {
  return (await client.get(`/uploads/${id}`)).json();
}

/** A complete upload of two parts that a submission may have. */
export async function uploadInParts(client: Client): Promise<string> {
  const id = await startWithBothParts(client);
  const response = await complete(client, id);
  if (response.status !== 200) throw new Error(`The check failed: ${response.status} ${await response.text()}`);
  return id;
}

/** Where the bucket has it. */
export async function placeOf({ dependencies }: TestApp, id: string): Promise<MultipartIdentity> {
  const upload = await dependencies.records.uploads.find(id);
  if (!upload?.multipartId) throw new Error('This is no upload in parts.');
  return { key: upload.key, multipartId: upload.multipartId };
}

export async function isInBucket(testApp: TestApp, id: string): Promise<boolean> {
  const { key } = await placeOf(testApp, id);
  return (await testApp.dependencies.bucket.head(key)) !== undefined;
}
