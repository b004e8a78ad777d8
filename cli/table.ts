/** The embedded table: a DynamoDB for development and tests, so that nothing has to be installed or reached. */
import type { ChildProcess } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { forkEmulator } from './fork-emulator.ts';
import { findFreePort } from './free-port.ts';
import { oldestNode } from './node-version.ts';

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
  /** Arguments of the child's Node. */
  nodeArguments?: readonly string[];
  /** Names the loopback port to try next; by default one that the system says is free. */
  pickPort?: () => Promise<number>;
}

const attempts = 5;
const startTimeoutMs = 10_000;
const stopTimeoutMs = 3_000;

/**
 * Starts a table in a process of its own and resolves when it answers. The child ends with this process, even by
 * SIGKILL. What it answered outlives a power cut.
 *
 * The table checks no key. It refuses requests of web pages; its address is one of 16 million besides, where the system
 * has so many, so that other users' programs on this machine do not stumble upon it.
 *
 * @throws Error when the child does not start (the message carries its output)
 */
export async function startEmbeddedTable(options: EmbeddedTableOptions = {}): Promise<EmbeddedTable> {
  const { file, pickPort = findFreePort } = options;
  if (file !== undefined) await mkdir(dirname(file), { recursive: true });
  for (let attempt = 1; ; attempt++) {
    const [host, port] = [loopbackAddress(), await pickPort()];
    const child = forkTable(host, port, options);
    const failure = await untilListening(child);
    if (failure === undefined) return { endpoint: `http://${host}:${port}`, close: () => stop(child) };
    await stop(child);
    // Another process may take the port between the search for a free one and the child's binding it.
    if (attempt === attempts || !/in use/i.test(failure)) throw new Error(describeFailure(failure));
  }
}

/** Returns an address of this machine alone: one of 127.0.0.0/8 (RFC 1122, section 3.2.1.3), of which macOS has one. */
function loopbackAddress(): string {
  if (process.platform === 'darwin') return '127.0.0.1';
  return ['127', ...Array.from({ length: 3 }, () => randomInt(1, 255))].join('.');
}

function forkTable(host: string, port: number, { file, nodeArguments = [] }: EmbeddedTableOptions): ChildProcess {
  const storage = file === undefined ? [] : ['--file', file, '--survives', 'power-cut'];
  const args = ['--host', host, '--port', String(port), ...storage];
  return forkEmulator('dynamodb-table', { args, nodeArguments, stderr: 'pipe' });
}

function describeFailure(failure: string): string {
  if (!failure.includes('node:sqlite')) return `The embedded table failed: ${failure}`;
  return (
    `The embedded table needs the SQLite of Node ${oldestNode} or newer, and this is Node ${process.versions.node}. ` +
    'Use a newer Node, or set AWS_ENDPOINT_URL_DYNAMODB to the address of a DynamoDB, for example DynamoDB Local.'
  );
}

/** Resolves with undefined once the child reports that it listens, else with its output. */
function untilListening(child: ChildProcess): Promise<string | undefined> {
  return new Promise((resolve) => {
    let said = '';
    const timer = setTimeout(() => resolve(`no answer within ${startTimeoutMs} ms; ${said}`), startTimeoutMs);
    const hear = (chunk: Buffer) => {
      said += chunk.toString();
    };
    const settle = (failure: string | undefined) => {
      clearTimeout(timer);
      // What it says later is for people to read.
      child.stderr?.off('data', hear).on('data', (chunk: Buffer) => process.stderr.write(chunk));
      resolve(failure);
    };
    child.stderr?.on('data', hear);
    child.once('message', () => settle(undefined));
    child.once('error', (error) => settle(error.message));
    child.once('close', (status) => settle(`it ended with status ${status}; ${said.trim()}`));
  });
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  if (child.connected) child.disconnect();
  const timer = setTimeout(() => child.kill('SIGKILL'), stopTimeoutMs);
  await ended;
  clearTimeout(timer);
}
