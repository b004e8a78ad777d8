import { connect } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningServer, serveApp } from '../../src/http/node-server.ts';
import { type Stage, startStage } from '../support/stage.ts';
import { helloText, start } from '../support/uploading.ts';

let stage: Stage;
let server: RunningServer;
let cookie: string;
/** What reads a body in each of its ways: paths, and how their routes begin. */
const paths: [path: string, expected: string][] = [];
beforeAll(async () => {
  stage = await startStage();
  const { client } = await stage.signUp();
  cookie = [...client.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const { id } = await start(client, helloText);
  paths.push(['/session', '/session'], ['/users/', '/users/'], [`/uploads/${id}/complete`, '/uploads/:id/']);
  server = await serveApp(stage.app, { port: 0, host: '127.0.0.1' });
});
afterAll(async () => {
  await server.close();
  await stage.close();
});

const contentTypes = ['application/json', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'];
const framings = {
  'a length': ['Content-Length: 1000', '{"email":'],
  chunks: ['Transfer-Encoding: chunked', '9\r\n{"email":\r\n'],
} as const;

/** Sends the head of a request and the beginning of its body, and goes away. Returns what the app then logs. */
async function hangUp(
  path: string,
  contentType: string,
  framing: keyof typeof framings,
): Promise<Record<string, unknown>[]> {
  stage.logLines.length = 0;
  const socket = connect(server.port, '127.0.0.1');
  const head = [
    `POST ${path} HTTP/1.1`,
    'Host: localhost:3000',
    'Origin: http://localhost:3000',
    `Cookie: ${cookie}`,
    `Content-Type: ${contentType}`,
  ];
  const [header, beginning] = framings[framing];
  socket.write([...head, header, '', beginning].join('\r\n'));
  await setTimeout(50);
  socket.destroy();
  for (let tries = 0; stage.logLines.length === 0 && tries < 200; tries++) await setTimeout(20);
  await setTimeout(20);
  return stage.logLines;
}

describe.each(contentTypes)('a client that goes away in the middle of its %s', (contentType) => {
  it.each(['a length', 'chunks'] as const)(
    'with %s, leaves a line with 400 in the log and no error',
    async (framing) => {
      for (const [path, expected] of paths) {
        const lines = await hangUp(path, contentType, framing);
        expect(lines.map(({ route, status, error }) => ({ route, status, error }))).toEqual([
          { route: expect.stringContaining(expected), status: 400, error: undefined },
        ]);
      }
    },
  );
});
