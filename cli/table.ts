/**
 * The embedded table: a DynamoDB for development and tests, so that nothing has to be installed or reached.
 *
 * It is the optional dependency `@dynoxide/linux-x64`, one static binary in a child process. On platforms without it
 * `AWS_ENDPOINT_URL_DYNAMODB` names a DynamoDB instead.
 */
import type { ChildProcess } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { spawnChild } from '../packages/lambda-gateway/src/child-process.ts';
import { findFreePort } from './free-port.ts';

/** A running table. */
export interface EmbeddedTable {
  /** Its address, for example `http://127.83.201.7:41234`; give it to the SDK as `AWS_ENDPOINT_URL_DYNAMODB`. */
  endpoint: string;
  /** Stops the child process and waits until it is gone. May be called more than once. */
  close(): Promise<void>;
}

/** Options for starting a table. */
export interface EmbeddedTableOptions {
  /** The SQLite file that keeps the items; its folder is made when missing. Absent: in memory, gone after `close`. */
  file?: string;
  /** The package that carries the binary. */
  binaryPackage?: string;
  /** Names the loopback port to try next; by default one that the system says is free. */
  pickPort?: () => Promise<number>;
}

const attempts = 5;
const startTimeoutMs = 10_000;
const stopTimeoutMs = 3_000;

/**
 * Starts a table at a loopback address and resolves when it answers. The child ends with this process, even by SIGKILL.
 *
 * The table checks no key, and lets the pages of all sites in (CORS). So its address is one of 16 million, apart from
 * the port: a page in a browser on this machine would have to find it first.
 *
 * @throws Error when the binary is missing, or does not start (the message carries its output)
 */
export async function startEmbeddedTable(options: EmbeddedTableOptions = {}): Promise<EmbeddedTable> {
  const binary = findBinary(options.binaryPackage ?? '@dynoxide/linux-x64');
  const pickPort = options.pickPort ?? findFreePort;
  if (options.file !== undefined) await mkdir(dirname(options.file), { recursive: true });
  for (let attempt = 1; ; attempt++) {
    const [host, port] = [randomLoopbackAddress(), await pickPort()];
    const storage = options.file === undefined ? [] : ['--db-path', options.file];
    const args = ['--host', host, '--port', String(port), ...storage];
    const child = spawnChild(binary, args, { signal: 'TERM' });
    const failure = await untilListening(child);
    if (failure === undefined) return { endpoint: `http://${host}:${port}`, close: () => stop(child) };
    await stop(child);
    // Another process may take the port between the search for a free one and the child's binding it.
    if (attempt === attempts || !/in use/i.test(failure)) throw new Error(`The embedded table failed: ${failure}`);
  }
}

/** Returns an address of this machine alone, as all of 127.0.0.0/8 are on Linux (RFC 1122, section 3.2.1.3). */
function randomLoopbackAddress(): string {
  return ['127', ...Array.from({ length: 3 }, () => randomInt(1, 255))].join('.');
}

function findBinary(binaryPackage: string): string {
  try {
    return join(dirname(createRequire(import.meta.url).resolve(`${binaryPackage}/package.json`)), 'dynoxide');
  } catch (cause) {
    throw new Error(
      `The embedded table needs the package ${binaryPackage}, which is not installed (it exists for Linux on x64 only). ` +
        'Set AWS_ENDPOINT_URL_DYNAMODB to the address of a DynamoDB, for example DynamoDB Local.',
      { cause },
    );
  }
}

/** Resolves with undefined once the child reports that it listens, else with its output. */
function untilListening(child: ChildProcess): Promise<string | undefined> {
  return new Promise((resolve) => {
    let said = '';
    const timer = setTimeout(() => resolve(`no answer within ${startTimeoutMs} ms; ${said}`), startTimeoutMs);
    const hear = (chunk: Buffer) => {
      said += chunk.toString();
      if (said.includes('listening on')) settle(undefined);
    };
    const settle = (failure: string | undefined) => {
      clearTimeout(timer);
      // Both stay flowing: a full pipe would block the child.
      for (const output of [child.stdout, child.stderr]) output?.off('data', hear).resume();
      resolve(failure);
    };
    for (const output of [child.stdout, child.stderr]) output?.on('data', hear);
    child.once('error', (error) => settle(error.message));
    child.once('close', (status) => settle(`it ended with status ${status}; ${said.trim()}`));
  });
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const { pid } = child;
  const ended = once(child, 'exit');
  child.stdin?.end();
  const timer = setTimeout(() => process.kill(-pid, 'SIGKILL'), stopTimeoutMs);
  await ended;
  clearTimeout(timer);
}
