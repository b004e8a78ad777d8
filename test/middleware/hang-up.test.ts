import { connect } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningServer, serveApp } from '../../src/http/node-server.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';
import { helloText, start } from '../support/uploading.ts';

let testApp: TestApp;
let server: RunningServer;
let cookie: string;
/** Paths that read a body in each of the ways, with the beginnings of their route patterns. */
const paths: [path: string, expected: string][] = [];
beforeAll(async () => {
  testApp = await startTestApp();
  const { client } = await testApp.signUp();
  cookie = [...client.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const { id } = await start(client, helloText);
  paths.push(['/session', '/session'], ['/users/', '/users/'], [`/uploads/${id}/complete`, '/uploads/:id/']);
  server = await serveApp(testApp.app, { port: 0, host: '127.0.0.1' });
});
afterAll(async () => {
  await server.close();
  await testApp.close();
});

const contentTypes = ['application/json', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'];
const framings = {
  'a length': ['Content-Length: 1000', '{"email":'],
  chunks: ['Transfer-Encoding: chunked', '9\r\n{"email":\r\n'],
} as const;

/** Sends the head of a request and the beginning of its body, and closes. Returns the log lines of the app. */
async function hangUp(
  path: string,
  contentType: string,
  framing: keyof typeof framings,
): Promise<Record<string, unknown>[]> {
  testApp.logLines.length = 0;
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
  for (let tries = 0; testApp.logLines.length === 0 && tries < 200; tries++) await setTimeout(20);
  await setTimeout(20);
  return testApp.logLines;
}

describe.each(contentTypes)('a client that hangs up within its %s', (contentType) => {
  it.each(['a length', 'chunks'] as const)(
    'a client that hangs up, with %s, leaves a line with 400 in the log and no error',
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
