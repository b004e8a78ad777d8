import { parseArgs } from 'node:util';
import { startEmbeddedBucket } from './server.ts';

/** Runs an embedded bucket alone until a signal stops it: `npm run bucket -- --port 9000 --dir DIR`. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { port: { type: 'string' }, host: { type: 'string' }, dir: { type: 'string' } },
  });
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey, AWS_REGION: region } = process.env;
  if (!values.dir) throw new Error('Say where to store: --dir DIR');
  if (!accessKeyId || !secretAccessKey)
    throw new Error('AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY must be set: who signs with them may use the bucket.');
  const port = Number(values.port ?? 0);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error(`--port ${values.port} is not a port.`);

  const bucket = await startEmbeddedBucket({
    dataDir: values.dir,
    port,
    ...(values.host && { host: values.host }),
    credentials: { accessKeyId, secretAccessKey },
    ...(region && { region }),
  });
  const stop = () => bucket.close().then(() => process.exit(0));
  process.once('SIGINT', stop).once('SIGTERM', stop).once('disconnect', stop);
  console.log(`The embedded bucket listens on ${bucket.endpoint}`);
  process.send?.({ endpoint: bucket.endpoint });
}

main().catch((error: unknown) => {
  const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
  console.error(
    taken
      ? 'The embedded bucket cannot start: the port is in use.'
      : `The embedded bucket cannot start: ${error instanceof Error ? error.message : error}`,
  );
  process.exit(1);
});
