import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Intercept } from './http/fault.ts';
import { type ServerContext, serve } from './http/serve.ts';
import type { Durability } from './storage/database.ts';
import { expireItems } from './storage/expire-items.ts';
import { GroupCommit } from './storage/group-commit.ts';
import { TableStorage } from './storage/table-storage.ts';

export type { Fault, TableRequest } from './http/fault.ts';

/** Options for starting a table server. */
export interface TableServerOptions {
  /** The SQLite file of all tables, in a folder that is there. Absent: in memory, gone after `close`. */
  readonly file?: string;
  /** What answered writes outlive; `kill` if absent, since waiting for the disk takes its time. */
  readonly survives?: Durability;
  /** The port; 0 or absent for a free one. */
  readonly port?: number;
  /** An address of this machine alone; 127.0.0.1 if absent. */
  readonly host?: string;
  /** Returns the current time, for the expiry of items and of the tokens of transactions. */
  readonly clock?: () => Date;
  /** Returns a fault for a request before anything is done with it, to let things go wrong on demand. */
  readonly intercept?: Intercept;
  /** The interval at which expired items are deleted; every minute if absent. */
  readonly expiryIntervalSeconds?: number;
}

/** A running table server. */
export interface TableServer {
  /** `http://127.0.0.1:PORT` */
  readonly endpoint: string;
  /** Stops listening, cuts connections and closes the file. May be called more than once. */
  close(): Promise<void>;
  /** Deletes the expired items of all tables now. */
  expireItems(): Promise<void>;
}

const loopback = /^127(?:\.\d{1,3}){3}$/;
/** Longer than clients keep an idle connection, so that none closes just before its next request. */
const keepAliveMs = 75_000;
const minuteSeconds = 60;

/**
 * Starts a small DynamoDB for development and tests, on the loopback interface only. It speaks the real protocol, on the
 * SQLite of Node.
 *
 * @throws Error with the code EADDRINUSE when the port is taken; Error when the file is in use or not a table's
 */
export async function startTableServer(options: TableServerOptions = {}): Promise<TableServer> {
  const { file, survives, port = 0, host = '127.0.0.1', clock: now = () => new Date(), intercept } = options;
  if (!loopback.test(host)) throw new Error(`${host} is not an IPv4 address of this machine alone.`);
  const storage = new TableStorage(file, survives);
  const context: ServerContext = { storage, now, intercept, commits: new GroupCommit(storage) };
  const server = createServer({ keepAliveTimeout: keepAliveMs }, (incoming, response) => {
    void serve(incoming, response, context);
  });
  try {
    await listen(server, port, host);
  } catch (error) {
    storage.close();
    throw error;
  }
  let expiring: Promise<unknown> = Promise.resolve();
  const expire = () => {
    const run = expiring.catch(() => undefined).then(() => expireItems(context));
    expiring = run;
    return run;
  };
  const timer = setInterval(
    () => expire().catch(console.error),
    (options.expiryIntervalSeconds ?? minuteSeconds) * 1000,
  ).unref();
  let closed: Promise<void> | undefined;
  return {
    // An address of TCP, as `listen` was given a port.
    endpoint: `http://${host}:${(server.address() as AddressInfo).port}`,
    expireItems: expire,
    close() {
      clearInterval(timer);
      closed ??= closeServer(server)
        .then(() => expiring.catch(() => undefined))
        .then(() => storage.close());
      return closed;
    },
  };
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
}

async function closeServer(server: Server): Promise<void> {
  await new Promise((resolve) => {
    server.close(resolve);
    server.closeAllConnections();
  });
  // What has been read by now runs and is committed in this turn of the event loop.
  await new Promise(setImmediate);
}
