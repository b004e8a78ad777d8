import { startGateway } from '../packages/lambda-gateway/src/gateway.ts';
import { readConfig } from '../src/config.ts';
import { declaredForms } from '../src/forms/registry.ts';
import { createLocalWorker } from '../src/jobs/local-worker.ts';
import { isOwnUrl } from '../src/values/own-address.ts';
import { createCommandPorts } from './command-ports.ts';
import { lambdaEnvironment } from './lambda-environment.ts';
import { lambdaFunctions } from './lambda-functions.ts';
import { describeProgramError, startLocally } from './start.ts';

/**
 * Runs the built Lambda bundle behind a local HTTP API: `npm run gateway`. `-- --stream` puts a streaming function URL
 * in front instead.
 */
try {
  if (process.platform === 'win32')
    throw new Error('The gateway stops processes as Lambda does, which Windows cannot: run it on Linux or macOS.');
  const local = await startLocally(readConfig({ PORT: '3001', ...process.env }));
  const { config } = local;
  const gateway = await startGateway({
    bundle: 'dist/lambda.mjs',
    port: config.port,
    host: config.host,
    // Another site's name may lead to this machine (DNS rebinding).
    isOwnHost: (host) => URL.canParse(`http://${host}`) && isOwnUrl(`http://${host}`, config.publicUrl),
    environment: lambdaEnvironment(config),
    ...(process.argv.includes('--stream') ? lambdaFunctions.functionUrl : lambdaFunctions.httpApi),
  }).catch(async (error: unknown) => {
    await local.close();
    throw error;
  });
  // The functions here have no queue, and the worker's function no schedule.
  const worker = createLocalWorker();
  worker.start({ ...createCommandPorts(config), forms: declaredForms });
  local.announce(config.publicUrl);
  local.onStop(async () => {
    await gateway.close();
    await worker.stop();
  });
} catch (error) {
  console.error(describeProgramError(error));
  process.exitCode = 1;
}
