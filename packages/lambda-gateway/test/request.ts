import { once } from 'node:events';
import { Agent, type IncomingMessage, request } from 'node:http';
import { connect } from 'node:net';

/** A response, read to its end. */
export interface Answer {
  status: number;
  headers: IncomingMessage['headers'];
  body: Buffer;
  text: string;
}

/** A request that is sent as it is: the target is not normalised, headers may repeat. */
export interface RawRequest {
  method?: string;
  /** Names and values in turn. */
  headers?: string[];
  body?: Buffer | string;
}

const agent = new Agent({ keepAlive: false });

/** Sends a request and reads the response; rejects when the response breaks off. */
export async function send(url: string, target: string, raw: RawRequest = {}): Promise<Answer> {
  const response = await open(url, target, raw);
  const parts: Buffer[] = [];
  for await (const part of response) parts.push(part);
  const body = Buffer.concat(parts);
  return { status: response.statusCode ?? 0, headers: response.headers, body, text: body.toString() };
}

/** Sends a request and resolves with the response, unread. */
export async function open(url: string, target: string, raw: RawRequest = {}): Promise<IncomingMessage> {
  const { hostname, port, host } = new URL(url);
  const headers = ['host', host, ...(raw.headers ?? [])];
  if (raw.body !== undefined) headers.push('content-length', String(Buffer.byteLength(raw.body)));
  const outgoing = request({ hostname, port, path: target, method: raw.method ?? 'GET', headers, agent });
  outgoing.end(raw.body);
  const [response] = await once(outgoing, 'response');
  // From here on the response tells it.
  outgoing.on('error', () => {});
  return response;
}

/** Writes bytes to a connection and reads everything that comes until it is closed. */
export async function exchange(url: string, bytes: string): Promise<string> {
  const { hostname, port } = new URL(url);
  const socket = connect({ host: hostname, port: Number(port) }).setEncoding('latin1');
  socket.write(bytes);
  let received = '';
  for await (const part of socket) received += part;
  return received;
}
