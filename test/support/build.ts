import { execFileSync } from 'node:child_process';

/** The process of the run, which each project's set-up shares; their modules are not shared. */
const run: typeof globalThis & { hasBuiltForTests?: true } = globalThis;

/** Builds the bundle and the browser's files once, before any test runs. */
export default function buildOnce(): void {
  if (run.hasBuiltForTests) return;
  execFileSync(process.execPath, ['--import', 'tsx', 'build.ts'], { stdio: 'inherit' });
  run.hasBuiltForTests = true;
}
