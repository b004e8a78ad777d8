import { demoUsers } from '../src/accounts/users/demo-users.ts';
import { type Config, InvalidConfig } from '../src/config.ts';
import { type Emulators, prepareEmulators, startEmulators } from './emulators.ts';

/** The servers and the clean-up that run around the app on one machine. */
export interface Local {
  /** The configuration with the embedded servers filled in. */
  readonly config: Config;
  /** Prints the address of the app and how to sign in. */
  announce(url: string): void;
  /** Registers the step that runs first on Ctrl-C; the embedded servers close after it. */
  onStop(close: () => Promise<void>): void;
  close(): Promise<void>;
}

/** Starts and prepares the servers that replace AWS. A signal stops everything, child processes too. */
export async function startLocally(config: Config): Promise<Local> {
  const standIns = await startEmulators(config);
  try {
    await prepareEmulators(standIns.config);
  } catch (error) {
    await standIns.close();
    throw error;
  }
  return {
    config: standIns.config,
    announce: (url) => announce(url, standIns.config),
    onStop: (close) => stopOnSignal(close, standIns),
    close: () => standIns.close(),
  };
}

/** Returns one line for the person at the terminal when a program cannot run. */
export function describeProgramError(error: unknown): string {
  if (error instanceof InvalidConfig) return `Sluice cannot start. ${error.message}.`;
  if (!(error instanceof Error)) return `Sluice cannot start. ${error}`;
  if ('code' in error && error.code === 'EADDRINUSE' && 'port' in error) {
    return `Sluice cannot start: port ${error.port} is in use. Stop the other program, or choose another port: PORT=3005 npm start`;
  }
  return `Sluice cannot start. ${error.message}`;
}

function announce(url: string, config: Config): void {
  const people = demoUsers.map(({ email, role }) => (role === 'admin' ? `${email} (an admin)` : email)).join(' or ');
  console.log(
    `\n  Sluice is running: ${url}\n  Sign in as ${people}, password ${config.demoPassword}\n  Data is kept in ${config.dataDir}. Ctrl-C stops it.\n`,
  );
}

function stopOnSignal(close: () => Promise<void>, standIns: Emulators): void {
  let isStopping = false;
  const stop = async () => {
    if (isStopping) return;
    isStopping = true;
    await close();
    await standIns.close();
    process.exit(0);
  };
  process.on('SIGINT', () => void stop());
  process.on('SIGTERM', () => void stop());
}
