import { type Config, InvalidConfig, readConfig } from '../src/config.ts';
import type { Check } from '../src/health/finding.ts';
import { runChecks } from '../src/health/run-checks.ts';
import { createChecks } from './doctor/checks.ts';
import { variables } from './doctor/environment.ts';
import { formatReports, summarise } from './doctor/report-table.ts';
import { findRunning } from './emulators.ts';

/**
 * Checks a set-up and prints how to fix each fault: `npm run doctor`. Exits with 1 when a check fails.
 *
 * With a PUBLIC_URL of https it checks that deployment, whose bucket and table the environment names; otherwise the
 * server that is running on this machine.
 */
const usage = `  For a server on this machine, start it first:   npm start
  For a deployment, name it (the stack's outputs say how):

    PUBLIC_URL=https://files.example.com BUCKET_NAME=… TABLE_NAME=… AWS_REGION=… npm run doctor
`;

const checks = await chooseChecks(readSafely());
if (checks) {
  const reports = await runChecks(checks);
  console.log(`\n${formatReports(reports)}\n\n  ${summarise(reports)}\n`);
  process.exitCode = reports.some(({ finding }) => finding.is === 'wrong') ? 1 : 0;
} else {
  console.log(`\n  No Sluice is running on this data folder.\n\n${usage}`);
  process.exitCode = 1;
}

function readSafely(): Config | InvalidConfig {
  try {
    return readConfig();
  } catch (error) {
    if (error instanceof InvalidConfig) return error;
    throw error;
  }
}

async function chooseChecks(config: Config | InvalidConfig): Promise<readonly Check[] | undefined> {
  if (config instanceof InvalidConfig) return [variables(config)];
  const target = config.publicUrl.startsWith('https:') ? config : await findRunning(config);
  return target && createChecks(target);
}
