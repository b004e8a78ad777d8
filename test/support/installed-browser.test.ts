import { describe, expect, it } from 'vitest';
import { browserPaths, findBrowser } from './installed-browser.ts';

describe('browserPaths', () => {
  it('macOS, names the programs inside of the applications', () => {
    expect(browserPaths('darwin', {})[0]).toBe('/Applications/Google Chrome.app/Contents/MacOS/Google Chrome');
  });

  it('Windows, looks into the folders that the environment names', () => {
    expect(browserPaths('win32', { PROGRAMFILES: 'C:\\Program Files', LOCALAPPDATA: 'C:\\Users\\ü\\Local' })).toEqual([
      'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
      'C:\\Users\\ü\\Local\\Google\\Chrome\\Application\\chrome.exe',
      'C:\\Program Files\\Microsoft\\Edge\\Application\\msedge.exe',
      'C:\\Users\\ü\\Local\\Microsoft\\Edge\\Application\\msedge.exe',
    ]);
  });

  it('Linux, looks for the commands of the distributions', () => {
    expect(browserPaths('linux', {})).toContain('/usr/bin/chromium');
  });
});

describe('findBrowser', () => {
  it('CHROMIUM_PATH, beats every other browser', () => {
    expect(findBrowser({ CHROMIUM_PATH: '/opt/chromium' })).toBe('/opt/chromium');
  });
});
