/**
 * Measures 1 GB of gzip that passes through the Node server: `node --import tsx bench/pass-through.ts`.
 *
 * It is compared with the least that Node can do (`pipe`) and, where it is installed, with nginx's `proxy_pass` (Debian:
 * `apt-get install nginx-light`). Exits with 1 when ours has less than its share of the rate of either, or a peak memory of more than 128 MB above idle. Upstream, proxies
 * and client are processes of their own, and the best round counts.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, get } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { createApp } from '../src/app.ts';
import { readConfig } from '../src/config.ts';
import { createDependencies } from '../src/dependencies.ts';
import { serveApp } from '../src/http/node-server.ts';

const rounds = 4;
const bodyBytes = 1_000_000_000;
/** Of each peer's rate; measured: 4.2 to 5.6, and from 0.55 on a busy machine to 0.9 on an idle one. */
const leastRatio = { pipe: 2, nginx: 0.4 };
const mostMbAboveIdle = 128;
/**
 * As a server should be started that passes much through: chunks are freed while they are young
 * (docs/decisions/008-upstreams.md).
 */
const flags = ['--max-semi-space-size=1'];
const binary = 'nginx';
const ports = { upstream: 7301, ours: 7302, nginx: 7303, pipe: 7304 };

const [role] = process.argv.slice(2);
if (role === 'upstream') serveUpstream();
else if (role === 'ours') await serveOurs();
else if (role === 'pipe') servePipe();
else process.exit((await compare()) ? 0 : 1);

async function compare(): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), 'sluice-bench-'));
  const children = [start('upstream'), start('ours', flags), start('pipe'), startNginx(folder)];
  const [, ours, , nginx] = children;
  process.once('exit', () => {
    for (const child of children) child?.kill();
    rmSync(folder, { recursive: true, force: true });
  });
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));
  const peers = nginx ? (['pipe', 'nginx'] as const) : (['pipe'] as const);
  for (const name of ['upstream', 'ours', ...peers] as const) await untilOpen(ports[name]);
  const idleMb = memoryMb(ours, 'VmRSS');
  const best = { ours: 0, nginx: 0, pipe: 0 };
  for (let round = 0; round < rounds; round += 1)
    for (const name of [...peers, 'ours'] as const)
      best[name] = Math.max(best[name], await megabytesPerSecond(ports[name]));
  const aboveIdleMb = memoryMb(ours, 'VmHWM') - idleMb;
  const ratios = peers.map((name) => ({ name, ratio: best.ours / best[name] }));
  if (!nginx) console.log('There is no nginx on this machine, so ours is compared with `pipe` alone.');
  console.table({
    ...best,
    ...Object.fromEntries(ratios.map(({ name, ratio }) => [`ours : ${name}`, ratio])),
    'peak above idle (MB)': aboveIdleMb,
  });
  return ratios.every(({ name, ratio }) => ratio >= leastRatio[name]) && aboveIdleMb <= mostMbAboveIdle;
}

/** Waits until something listens there. */
async function untilOpen(port: number): Promise<void> {
  for (let isOpen = false; !isOpen; ) {
    const socket = connect({ port, host: '127.0.0.1' });
    isOpen = await Promise.race([
      once(socket, 'connect').then(() => true),
      once(socket, 'close').then(() => false),
    ]).catch(() => false);
    socket.destroy();
    if (!isOpen) await sleep(50);
  }
}

/** Bytes that look compressed, labelled as such, from one block that is sent over and over. */
function serveUpstream(): void {
  const block = randomBytes(1_000_000);
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/csv', 'content-encoding': 'gzip', 'content-length': bodyBytes });
    let leftBytes = bodyBytes;
    const send = () => {
      while (leftBytes > 0) {
        leftBytes -= block.length;
        if (!response.write(block)) return;
      }
      response.end();
    };
    response.on('drain', send);
    send();
  });
  server.listen(ports.upstream, '127.0.0.1');
}

/** The whole app. No user is signed in, so neither bucket nor table is asked. */
async function serveOurs(): Promise<void> {
  const reports = { url: `http://127.0.0.1:${ports.upstream}`, access: 'anyone' };
  const config = readConfig({ SESSION_SECRET: 'x'.repeat(32), UPSTREAMS: JSON.stringify({ reports }) });
  const dependencies = await createDependencies(config, new URL('../test/support/assets/', import.meta.url));
  await serveApp(createApp(dependencies), { port: ports.ours, host: '127.0.0.1' });
}

/** The least that a proxy in Node can be: nothing is looked at, and nothing is checked. */
function servePipe(): void {
  createServer((request, response) => {
    get({ port: ports.upstream, host: '127.0.0.1', path: request.url }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
  }).listen(ports.pipe, '127.0.0.1');
}

function start(name: string, nodeFlags: readonly string[] = []): ChildProcess {
  return spawn(process.execPath, [...nodeFlags, '--import', 'tsx', fileURLToPath(import.meta.url), name], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

/** Undefined where there is none. One worker without a temporary file, since ours has neither more. */
function startNginx(folder: string): ChildProcess | undefined {
  if (spawnSync(binary, ['-v']).error) return undefined;
  const paths = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (name) => `${name}_temp_path ${folder}/${name};`,
  );
  const proxying = `proxy_pass http://127.0.0.1:${ports.upstream}/; proxy_http_version 1.1; proxy_max_temp_file_size 0;`;
  const server = `server { listen 127.0.0.1:${ports.nginx}; location /upstreams/reports/ { ${proxying} } }`;
  const http = `http { access_log off; ${paths.join(' ')} ${server} }`;
  const main = `daemon off; worker_processes 1; pid ${folder}/pid; error_log ${folder}/errors;`;
  writeFileSync(join(folder, 'nginx.conf'), `${main} events {} ${http}`);
  return spawn(binary, ['-c', join(folder, 'nginx.conf')], { stdio: 'ignore' });
}

/** Reads one body as cheaply as Node can: into the same memory, without a parser. */
async function megabytesPerSecond(port: number): Promise<number> {
  const startedAt = performance.now();
  let readBytes = 0;
  const count = (bytes: number) => {
    readBytes += bytes;
    return true;
  };
  const socket = connect({ port, host: '127.0.0.1', onread: { buffer: Buffer.alloc(256 * 1024), callback: count } });
  socket.write(
    'GET /upstreams/reports/a HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip\r\nConnection: close\r\n\r\n',
  );
  await once(socket, 'close');
  if (readBytes < bodyBytes) throw new Error(`Only ${readBytes} bytes came from port ${port}.`);
  return Math.round(readBytes / 1e3 / (performance.now() - startedAt));
}

function memoryMb(child: ChildProcess | undefined, field: 'VmRSS' | 'VmHWM'): number {
  const status = readFileSync(`/proc/${child?.pid}/status`, 'utf8');
  return Math.round(Number(new RegExp(`${field}:\\s+(\\d+)`).exec(status)?.[1]) / 1024);
}
