import { createApp } from '../src/app.ts';
import type { Config } from '../src/config.ts';
import { createDependencies } from '../src/dependencies.ts';
import { serveApp } from '../src/http/node-server.ts';
import { createLocalWorker } from '../src/jobs/local-worker.ts';
import { describeProgramError } from './start.ts';

/** The app of `npm run dev`, which sends the configuration, and hears when the app listens. Ends with it. */
process.once('message', async (config: Config) => {
  try {
    const worker = createLocalWorker();
    const assetsFolder = new URL('../dist/public/', import.meta.url);
    const dependencies = await createDependencies(config, assetsFolder, worker.queue);
    await serveApp(createApp(dependencies), config);
    worker.start(dependencies);
    process.send?.('listening');
  } catch (error) {
    console.error(describeProgramError(error));
    process.exit(1);
  }
});
process.once('disconnect', () => process.exit());
