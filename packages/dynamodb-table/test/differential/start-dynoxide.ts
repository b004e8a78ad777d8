import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';

/** A running dynoxide. */
export interface Dynoxide {
  readonly endpoint: string;
  close(): Promise<void>;
}

/** Returns the path of the program, or undefined where its package is not installed. */
export function findDynoxide(): string | undefined {
  try {
    return join(dirname(createRequire(import.meta.url).resolve('@dynoxide/linux-x64/package.json')), 'dynoxide');
  } catch {
    return undefined;
  }
}

/** Starts dynoxide on a free port, in memory or with a file. */
export async function startDynoxide(program: string, file?: string): Promise<Dynoxide> {
  const port = await findFreePort();
  const storage = file === undefined ? [] : ['--db-path', file];
  const child = spawn(program, ['--port', String(port), ...storage], { stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = once(child, 'exit');
  const kill = () => child.kill();
  process.once('exit', kill);
  await new Promise<void>((resolve, reject) => {
    const hear = (chunk: Buffer) => chunk.includes('listening on') && resolve();
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('error', reject);
    child.once('exit', () => reject(new Error('dynoxide did not start.')));
  });
  return {
    endpoint: `http://127.0.0.1:${port}`,
    async close() {
      process.off('exit', kill);
      kill();
      await ended;
    },
  };
}

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}
