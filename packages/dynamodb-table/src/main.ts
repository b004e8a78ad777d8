import { parseArgs } from 'node:util';
import { startTableServer } from './server.ts';

/** Runs a table server alone until a signal stops it: `npm run table -- --port 8000 --file FILE`. */
async function main(): Promise<void> {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({ options: { port: text, host: text, file: text, survives: text } });
  const port = Number(values.port ?? 0);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error(`--port ${values.port} is not a port.`);
  const { survives = 'kill' } = values;
  if (survives !== 'kill' && survives !== 'power-cut') throw new Error('--survives is kill or power-cut.');

  const table = await startTableServer({
    port,
    survives,
    ...(values.host !== undefined && { host: values.host }),
    ...(values.file !== undefined && { file: values.file }),
  });
  const stop = () => table.close().then(() => process.exit(0));
  process.once('SIGINT', stop).once('SIGTERM', stop).once('disconnect', stop);
  console.log(`The embedded table listens on ${table.endpoint}${values.file === undefined ? ', in memory' : ''}`);
  process.send?.({ endpoint: table.endpoint });
}

main().catch((error: unknown) => {
  const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
  const reason = taken ? 'the port is already in use.' : error instanceof Error ? error.message : String(error);
  console.error(`The embedded table cannot start: ${reason}`);
  process.exit(1);
});
