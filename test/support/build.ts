import { execFileSync } from 'node:child_process';

/** Builds the bundle and the browser's files once, before any test runs. */
export default function buildOnce(): void {
  execFileSync(process.execPath, ['--import', 'tsx', 'build.ts'], { stdio: 'inherit' });
}
