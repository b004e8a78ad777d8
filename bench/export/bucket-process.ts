import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedBucket } from '../../packages/s3-server/src/server.ts';

/* An embedded bucket in a process of its own: it says its address, and ends when it is told to. */

const dataDir = await mkdtemp(join(tmpdir(), 'sluice-bench-'));
const credentials = { accessKeyId: 'test', secretAccessKey: 'test-secret' };
const bucket = await startEmbeddedBucket({ dataDir, credentials });
process.send?.(bucket.endpoint);
process.on('message', async () => {
  await bucket.close();
  await rm(dataDir, { recursive: true, force: true });
  process.exit();
});
