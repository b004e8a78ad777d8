import { once } from 'node:events';
import type { AwsCredentials } from '../src/config.ts';
import { forkEmulator } from './fork-emulator.ts';

/**
 * Starts the embedded bucket in a process of its own, which ends with this process. Its work on the bytes costs the app
 * neither time nor memory, as on AWS.
 */
export async function startBucketProcess(options: {
  folder: string;
  region: string;
  credentials: AwsCredentials;
  /** A fixed port and its address; without it a free port of the loopback address. */
  listen?: { readonly host: string; readonly port: number } | undefined;
}): Promise<{ endpoint: string; close(): Promise<void> }> {
  const { port = 0, host = '127.0.0.1' } = options.listen ?? {};
  const child = forkEmulator('s3-server', {
    args: ['--dir', options.folder, '--port', String(port), '--host', host],
    stderr: 'inherit',
    env: {
      ...process.env,
      AWS_REGION: options.region,
      AWS_ACCESS_KEY_ID: options.credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: options.credentials.secretAccessKey,
    },
  });
  const ended = once(child, 'exit');
  const first = await Promise.race([once(child, 'message'), ended.then(() => undefined)]);
  const message: unknown = first?.[0];
  if (typeof message !== 'object' || message === null || !('endpoint' in message))
    throw new Error('The embedded bucket did not start.');
  return {
    endpoint: String(message.endpoint),
    async close() {
      if (child.connected) child.disconnect();
      await ended;
    },
  };
}
