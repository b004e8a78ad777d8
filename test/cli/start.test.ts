import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { findFreePort } from '../../cli/free-port.ts';
import { environmentOf } from '../support/environment.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sluice-start-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it('npm start, the first lines, say that it builds and then which account is the admin', async () => {
  const env = environmentOf({ PORT: String(await findFreePort()), DATA_DIR: folder });
  // A process group of its own, which a signal reaches as Ctrl-C in a terminal does.
  const npm = spawn('npm', ['run', '--silent', 'start'], { env, detached: true, stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(npm, 'exit');
  let printed = '';
  for await (const chunk of npm.stdout) {
    printed += chunk;
    if (!/Ctrl-C stops it/.test(printed)) continue;
    process.kill(-(npm.pid ?? 0), 'SIGINT');
    break;
  }
  await ended;
  expect(printed).toMatch(/^Building…\n/);
  expect(printed).toMatch(/Sign in as cto@example\.com \(an admin\) or dev@example\.com, password sluice-demo\n/);
}, 120_000);
