import { once } from 'node:events';
import { createServer } from 'node:net';

/** Below the ports that systems give to connections: no connection takes one of these in the meantime. */
const range = { from: 20_000, to: 32_000 } as const;

/** Returns a port of this machine on which no program listens. */
export async function findFreePort(): Promise<number> {
  const port = range.from + Math.floor(Math.random() * (range.to - range.from));
  return (await isFree(port)) ? port : findFreePort();
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer().listen(port, '127.0.0.1');
  const hasListened = await once(server, 'listening').then(
    () => true,
    () => false,
  );
  if (hasListened) {
    server.close();
    await once(server, 'close');
  }
  return hasListened;
}
