import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** True where there is no ZBar, unless `.ci/run` has installed it: then it may not be left out. */
export function lacksQrReader(): boolean {
  return process.env.QR_READER !== 'installed' && spawnSync('zbarimg', ['--version']).error !== undefined;
}

/** Why a test that reads codes is skipped. */
export const noQrReader = 'There is no zbarimg (Debian: zbar-tools) here.';

/** Returns the text of the QR code in a picture, as ZBar reads it; an empty one where it finds none. */
export function readQrCode(png: Uint8Array): string {
  const folder = mkdtempSync(join(tmpdir(), 'sluice-qr-'));
  try {
    const path = join(folder, 'code.png');
    writeFileSync(path, png);
    const args = ['--quiet', '--raw', '-Sdisable', '-Sqrcode.enable', path];
    // Without the rest of the environment, it looks for no desktop.
    const { stdout } = spawnSync('zbarimg', args, { encoding: 'utf8', env: { PATH: process.env.PATH } });
    return stdout.replace(/\n$/, '');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
