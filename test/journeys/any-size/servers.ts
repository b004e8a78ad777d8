import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { lambdaEnvironment } from '../../../cli/lambda-environment.ts';
import { type GatewayOptions, startGateway } from '../../../packages/lambda-gateway/src/gateway.ts';
import { serveApp } from '../../../src/http/node-server.ts';
import { createBucketClient } from '../../../src/storage/bucket-client.ts';
import { prepareBucket } from '../../../src/storage/prepare-bucket.ts';
import { testConfig } from '../../support/test-config.ts';
import { startTestS3 } from '../../support/test-s3.ts';
import { anySizeApp } from './app.ts';

export const wayNames = ['the gateway', 'the Node server', 'the stream mode'] as const;
export type WayName = (typeof wayNames)[number];

/** The same app on three servers, over one bucket. */
export interface AnySizeServers {
  readonly urls: Readonly<Record<WayName, string>>;
  readonly bucketEndpoint: string;
  close(): Promise<void>;
}

export async function startAnySizeServers(
  given: Pick<GatewayOptions, 'timeoutMs' | 'limits'> = {},
): Promise<AnySizeServers> {
  const folder = await mkdtemp(join(tmpdir(), 'sluice-any-size-'));
  const s3 = await startTestS3();
  const config = testConfig(s3.settings);
  const bundle = join(folder, 'lambda.mjs');
  await Promise.all([prepareBucket(createBucketClient(config), ['http://localhost:3000']), bundleTo(bundle)]);
  const options: GatewayOptions = {
    bundle,
    processes: 1,
    ...given,
    // It has no table and sends no message: neither is reached.
    environment: { ...lambdaEnvironment(config), JOB_QUEUE_URL: 'http://127.0.0.1:9/jobs' },
    log: new Writable({ write: (_chunk, _encoding, done) => done() }), // what breaks here is meant to
  };
  const [gateway, node, stream] = await Promise.all([
    startGateway(options),
    serveApp(anySizeApp(), { port: 0, host: '127.0.0.1' }),
    startGateway({
      ...options,
      stream: true,
      handler: 'streamHandler',
      limits: { ...given.limits, streamBytes: 4 * 1024 ** 3 },
    }),
  ]);
  return {
    urls: {
      'the gateway': gateway.url,
      'the Node server': `http://127.0.0.1:${node.port}`,
      'the stream mode': stream.url,
    },
    bucketEndpoint: s3.settings.s3Endpoint ?? '',
    async close() {
      await Promise.all([gateway.close(), node.close(), stream.close()]);
      await s3.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** As `build.ts` makes the bundle of the product. */
async function bundleTo(outfile: string): Promise<void> {
  await build({
    entryPoints: [fileURLToPath(import.meta.resolve('./lambda.ts'))],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    mainFields: ['module', 'main'],
    logLevel: 'error',
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
  });
}
