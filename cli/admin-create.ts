import { makeAdmin } from '../src/accounts/users/make-admin.ts';
import { type Config, readConfig } from '../src/config.ts';
import { en } from '../src/messages/en.ts';
import { sentenceOf } from '../src/messages/sentence.ts';
import { TableUnavailable } from '../src/problems/errors.ts';
import { Problem } from '../src/problems/problem.ts';
import { createCommandPorts } from './command-ports.ts';
import { findRunning } from './emulators.ts';

/**
 * Makes a user an admin at once: `npm run admin:create -- you@example.com`. It ends the password, sessions and tokens
 * that an account with that address had, and prints a one-time link for choosing a password.
 *
 * With a PUBLIC_URL of https it acts on that deployment, whose table the environment names; otherwise on the server
 * that is running on this machine.
 */
const usage = `Name one email address:

  npm run admin:create -- you@example.com

That is for the server that runs on this machine. For a deployment, name its address and its table too:

  PUBLIC_URL=https://files.example.com TABLE_NAME=… AWS_REGION=… npm run admin:create -- you@example.com`;

try {
  const [email, ...others] = process.argv.slice(2);
  if (email === undefined || others.length > 0) throw new Error(usage);
  const config = await chooseTarget(readConfig());
  const link = await makeAdmin(createCommandPorts(config), email);
  if (link instanceof Problem) throw new Error(sentenceOf(link.message, en));
  console.log(`\n  ${email} is an admin now. No password, session or token from before opens the account any more.`);
  console.log(`  They choose a password here, once, until ${link.expiresAt}:\n`);
  console.log(`  ${config.publicUrl}/password-links/${link.id}\n`);
} catch (error) {
  console.error(describe(error));
  process.exitCode = 1;
}

async function chooseTarget(config: Config): Promise<Config> {
  if (config.publicUrl.startsWith('https:')) return config;
  const running = await findRunning(config);
  if (running) return running;
  throw new Error(`No Sluice is running on ${config.dataDir}. Start it with "npm start" first.\n\n${usage}`);
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const why = error instanceof TableUnavailable && error.cause instanceof Error ? ` ${error.cause.message}` : '';
  return `${error.message}${why}`;
}
