import { describeProgramError, startLocally } from '../cli/start.ts';
import { createApp } from './app.ts';
import { readConfig } from './config.ts';
import { createDependencies } from './dependencies.ts';
import { serveApp } from './http/node-server.ts';

/** Runs the app as a Node server, with an embedded bucket and table unless the environment names others. */
try {
  const local = await startLocally(readConfig());
  const app = createApp(await createDependencies(local.config, new URL('../dist/public/', import.meta.url)));
  const server = await serveApp(app, local.config).catch(async (error: unknown) => {
    await local.close();
    throw error;
  });
  local.announce(local.config.publicUrl);
  local.onStop(() => server.close());
} catch (error) {
  console.error(describeProgramError(error));
  process.exitCode = 1;
}
