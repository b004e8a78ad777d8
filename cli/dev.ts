import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { watch } from 'node:fs';
import { buildAssets } from '../build-assets.ts';
import { type Config, readConfig } from '../src/config.ts';
import { describeProgramError, startLocally } from './start.ts';

/**
 * `npm run dev`: builds the assets and starts the app, again after each change in `src/`. Bucket and table run on
 * meanwhile: a restart is as long as the app takes to load, and sessions stay.
 */
try {
  console.log('Building…');
  await buildAssets();
  const local = await startLocally(readConfig());
  let app = await startApp(local.config);
  if (app.exitCode !== null) {
    await local.close();
    process.exit(1);
  }
  local.announce(local.config.publicUrl);

  const restart = async () => {
    // A file that does not parse leaves the app as it is.
    await buildAssets();
    await stopApp(app);
    app = await startApp(local.config);
    console.log(app.exitCode === null ? 'Restarted.' : 'The app does not start. The next change starts it again.');
  };
  const watcher = watch('src', { recursive: true }, oneAtATime(restart));
  local.onStop(async () => {
    watcher.close();
    await stopApp(app);
  });
} catch (error) {
  console.error(describeProgramError(error));
  process.exitCode = 1;
}

/**
 * Starts the app in a process of its own, which is how Node forgets the modules that it has loaded. Resolves when it
 * listens, or has said why it cannot.
 */
async function startApp(config: Config): Promise<ChildProcess> {
  const app = fork(new URL('dev-app.ts', import.meta.url), { execArgv: ['--import', 'tsx'], detached: true });
  app.send(config);
  await Promise.race([once(app, 'message'), once(app, 'exit')]);
  return app;
}

async function stopApp(app: ChildProcess): Promise<void> {
  if (app.exitCode !== null || app.signalCode !== null) return;
  app.kill('SIGKILL');
  await once(app, 'exit');
}

/** Runs a task for a burst of changes, and once more for the changes that come while it runs. */
function oneAtATime(task: () => Promise<void>): () => void {
  const burstMs = 50;
  let waiting: NodeJS.Timeout | undefined;
  let running = Promise.resolve();
  return () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      running = running.then(task).catch((error: unknown) => console.error(error));
    }, burstMs);
  };
}
