import { describeProgramError, startLocally } from '../cli/start.ts';
import { createApp } from './app.ts';
import { readConfig } from './config.ts';
import { createDependencies } from './dependencies.ts';
import { serveApp } from './http/node-server.ts';
import { createLocalWorker } from './jobs/local-worker.ts';
import { createPictureMaker } from './previews/picture-maker.ts';

/** Runs the app as a Node server, with an embedded bucket and table unless the environment names others. */
try {
  const local = await startLocally(readConfig());
  const worker = createLocalWorker();
  const assetsFolder = new URL('../dist/public/', import.meta.url);
  const dependencies = await createDependencies(local.config, assetsFolder, worker.queue);
  const app = createApp(dependencies);
  const server = await serveApp(app, local.config).catch(async (error: unknown) => {
    await local.close();
    throw error;
  });
  local.announce(local.config.publicUrl);
  const program = new URL('./previews/picture-process.js', import.meta.url);
  worker.start({ ...dependencies, makePictures: createPictureMaker({ program }) });
  local.onStop(async () => {
    await server.close();
    await worker.stop();
  });
} catch (error) {
  console.error(describeProgramError(error));
  process.exitCode = 1;
}
