import type { BodyBroken } from '../../src/upstream/body-stream.ts';
import type { UpstreamRequest } from '../../src/upstream/fetch-upstream.ts';
import type { UpstreamSettings } from '../../src/upstream/settings.ts';
import { createUpstreams, type UpstreamResponse } from '../../src/upstream/upstream.ts';

export interface Answered extends UpstreamResponse {
  /** The errors that only the log gets. */
  readonly broken: BodyBroken[];
}

/** A request of which only the path is given. */
export function asking(path: string, parts: Partial<UpstreamRequest> = {}): UpstreamRequest {
  const signal = new AbortController().signal;
  return { method: 'GET', address: { path, query: '' }, headers: new Headers(), signal, onBroken: () => {}, ...parts };
}

/** Asks an upstream of this configuration, once. */
export async function askOnce(
  config: UpstreamSettings,
  path = '/thing',
  parts: Partial<UpstreamRequest> = {},
): Promise<Answered> {
  const broken: BodyBroken[] = [];
  const upstream = createUpstreams({ reports: config }).get('reports');
  const answer = await upstream?.fetch(asking(path, { onBroken: (error) => broken.push(error), ...parts }));
  if (!answer) throw new Error('There was no answer.');
  return { ...answer, broken };
}

/** All bytes of a body; fails when the body does. */
export async function readAll(body: ReadableStream<Uint8Array> | null): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of body ?? []) chunks.push(chunk);
  return Buffer.concat(chunks);
}
