import { existsSync } from 'node:fs';
import { posix, win32 } from 'node:path';

type Environment = Readonly<Record<string, string | undefined>>;

/** Returns where Chrome, Chromium and Edge are installed on a platform, in the order in which to try them. */
export function browserPaths(platform: NodeJS.Platform, environment: Environment): string[] {
  if (platform === 'darwin')
    return ['Google Chrome', 'Chromium', 'Microsoft Edge'].map((name) =>
      posix.join('/Applications', `${name}.app`, 'Contents/MacOS', name),
    );
  if (platform !== 'win32')
    return ['google-chrome', 'chromium', 'chromium-browser', 'microsoft-edge'].map((name) => `/usr/bin/${name}`);
  const folders = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((name) => environment[name] ?? []);
  const programs = ['Google/Chrome/Application/chrome.exe', 'Microsoft/Edge/Application/msedge.exe'];
  return programs.flatMap((program) => folders.map((folder) => win32.join(folder, program)));
}

/** True where the browser of `@sparticuz/chromium` runs. */
const runsPackedBrowser = process.platform === 'linux' && process.arch === 'x64';

/**
 * Returns the browser of the tests: that of `CHROMIUM_PATH`, `packed` for the one of the npm package, or an installed
 * one. `undefined` where there is none.
 */
export function findBrowser(environment: Environment = process.env): string | undefined {
  if (environment.CHROMIUM_PATH !== undefined) return environment.CHROMIUM_PATH;
  if (runsPackedBrowser) return 'packed';
  return browserPaths(process.platform, environment).find((path) => existsSync(path));
}
