import { Hono } from 'hono';
import { cors } from 'hono/cors';
import { afterEach, describe, expect, it } from 'vitest';
import { appAnswers, appIsReady, otherOriginsCannotRead } from '../../../cli/doctor/app.ts';
import { findFreePort } from '../../../cli/free-port.ts';
import type { AppEnv } from '../../../src/http/app-env.ts';
import { type RunningServer, serveApp } from '../../../src/http/node-server.ts';

let server: RunningServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

async function serve(app: Hono<AppEnv>): Promise<string> {
  server = await serveApp(app, { port: 0, host: '127.0.0.1' });
  return `http://127.0.0.1:${server.port}`;
}

describe('the doctor’s check of the app', () => {
  it('names an address where nothing answers', async () => {
    const finding = await appAnswers(`http://127.0.0.1:${await findFreePort()}`).ask();
    expect(finding).toMatchObject({ is: 'wrong', what: expect.stringContaining('Nothing responds') });
  });

  it('the doctor, an address of another program, names it', async () => {
    const url = await serve(new Hono<AppEnv>().get('/health', (c) => c.text('It works!')));
    expect(await appAnswers(url).ask()).toMatchObject({ is: 'wrong', what: expect.stringContaining('not a healthy') });
  });

  it('names an API whose CORS lets other sites read (attack 87)', async () => {
    const open = new Hono<AppEnv>().use(cors()).get('/health', (c) => c.json({ status: 'ok' }));
    const finding = await otherOriginsCannotRead(await serve(open)).ask();
    expect(finding).toMatchObject({ is: 'wrong', what: 'It lets * read its answers.' });
  });

  it('names an API that answers preflights itself, since one site at least may read then (attack 87)', async () => {
    const gateway = new Hono<AppEnv>().options('*', (c) => c.body(null, 204));
    const finding = await otherOriginsCannotRead(await serve(gateway)).ask();
    expect(finding).toMatchObject({ is: 'wrong', what: expect.stringContaining('answers the preflight requests') });
  });

  it('the doctor, an app that does not reach its stores, says so', async () => {
    const answer = { status: 'unavailable', unreachable: ['table'] };
    const url = await serve(new Hono<AppEnv>().get('/health/ready', (c) => c.json(answer, 503)));
    expect(await appIsReady(url).ask()).toMatchObject({ is: 'wrong', what: expect.stringContaining('"table"') });
  });
});
