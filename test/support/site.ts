import type { Socket } from 'node:net';
import { findFreePort } from '../../cli/free-port.ts';
import { lambdaEnvironment } from '../../cli/lambda-environment.ts';
import { startGateway } from '../../packages/lambda-gateway/src/gateway.ts';
import { serveApp } from '../../src/http/node-server.ts';
import { startTestApp, type TestApp, type TestAppOptions } from './test-app.ts';

/** The two ways in which the same app runs: as a Node server, and as the built bundle behind a local HTTP API. */
export type Way = 'the Node server' | 'the gateway with the built bundle';

export type SiteOptions = Pick<TestAppOptions, 'intercept' | 'replace' | 'tableFile'>;

/** The whole product on one machine, at an address that browsers can open. */
export interface Site {
  readonly testApp: TestApp;
  readonly url: string;
  /** How many bytes the app itself has received so far, headers and all. */
  receivedBytes(): number;
  close(): Promise<void>;
}

export async function startSite(way: Way, options: SiteOptions = {}): Promise<Site> {
  const port = await findFreePort();
  const url = `http://localhost:${port}`;
  const testApp = await startTestApp({
    ...options,
    publicUrl: url,
    assetsFolder: new URL('../../dist/public/', import.meta.url),
  });
  const door = await openDoor(way, testApp, port);
  return {
    testApp,
    url,
    receivedBytes: door.receivedBytes,
    async close() {
      await door.close();
      await testApp.close();
    },
  };
}

interface Door {
  receivedBytes(): number;
  close(): Promise<void>;
}

function openDoor(way: Way, testApp: TestApp, port: number): Promise<Door> {
  return way === 'the Node server' ? openNodeServer(testApp, port) : openGateway(testApp, port);
}

async function openNodeServer(testApp: TestApp, port: number): Promise<Door> {
  const server = await serveApp(testApp.app, { port, host: '127.0.0.1' });
  const sockets: Socket[] = [];
  server.http.on('connection', (socket: Socket) => sockets.push(socket));
  return { receivedBytes: () => sockets.reduce((sum, socket) => sum + socket.bytesRead, 0), close: server.close };
}

async function openGateway(testApp: TestApp, port: number): Promise<Door> {
  let eventBytes = 0;
  const gateway = await startGateway({
    bundle: 'dist/lambda.mjs',
    port,
    environment: lambdaEnvironment(testApp.config),
    onInvocation: (facts) => {
      eventBytes += facts.eventBytes;
    },
  });
  return { receivedBytes: () => eventBytes, close: gateway.close };
}
