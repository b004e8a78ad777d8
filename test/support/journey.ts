import type { Socket } from 'node:net';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { findFreePort } from '../../cli/free-port.ts';
import { lambdaEnvironment } from '../../cli/lambda-environment.ts';
import { startGateway } from '../../packages/lambda-gateway/src/gateway.ts';
import { serveApp } from '../../src/http/node-server.ts';
import { launchBrowser } from './browser.ts';
import { startTestApp, type TestApp, type TestAppOptions } from './test-app.ts';

/** The two ways in which the same app runs: as a Node server, and as the built bundle behind a local HTTP API. */
export type Way = 'the Node server' | 'the gateway with the built bundle';

/** The whole product on one machine, and a real browser in front of it. */
export interface Journey {
  readonly testApp: TestApp;
  readonly url: string;
  /** How many bytes the app itself has received so far, headers and all. */
  receivedBytes(): number;
  /** A page of a new visitor; with `signedInAs`, one who has just signed in. */
  open(options?: BrowserContextOptions & { signedInAs?: { email: string; password: string } }): Promise<Page>;
  close(): Promise<void>;
}

export async function startJourney(way: Way, options: Pick<TestAppOptions, 'intercept'> = {}): Promise<Journey> {
  const port = await findFreePort();
  const url = `http://localhost:${port}`;
  const testApp = await startTestApp({
    ...options,
    publicUrl: url,
    assetsFolder: new URL('../../dist/public/', import.meta.url),
  });
  const [door, browser] = await Promise.all([openDoor(way, testApp, port), launchBrowser()]);
  return {
    testApp,
    url,
    receivedBytes: door.receivedBytes,
    open: (given = {}) => openPage(browser, url, given),
    async close() {
      await browser.close();
      await door.close();
      await testApp.close();
    },
  };
}

async function openPage(
  browser: Browser,
  url: string,
  { signedInAs, ...options }: NonNullable<Parameters<Journey['open']>[0]>,
): Promise<Page> {
  const context = await browser.newContext({ baseURL: url, acceptDownloads: true, ...options });
  const page = await context.newPage();
  if (signedInAs) {
    await page.goto('/session/new');
    await page.getByLabel('Email').fill(signedInAs.email);
    await page.getByLabel('Password').fill(signedInAs.password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { name: 'Welcome' }).waitFor();
  }
  return page;
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
