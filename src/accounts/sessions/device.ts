/** The signs of browsers in a `User-Agent`. The order matters, since each browser also names the ones before it. */
const browsers: readonly [sign: RegExp, name: string][] = [
  [/\bEdg(e|A|iOS)?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\b(Firefox|FxiOS)\//, 'Firefox'],
  [/\b(HeadlessChrome|Chrome|CriOS)\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
];

const systems: readonly [sign: RegExp, name: string][] = [
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b/, 'macOS'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bLinux\b/, 'Linux'],
];

/** The description of a client that does not name itself. */
export const unknownDevice = 'Unknown program';

/**
 * Describes a browser by its `User-Agent`, in the few words by which its owner recognises it. Only a plain product name
 * (RFC 9110, 10.1.5) is kept of the header, so that a client cannot write other text into the list.
 */
export function describeDevice(userAgent = ''): string {
  const named = (of: typeof browsers) => of.find(([sign]) => sign.test(userAgent))?.[1];
  const browser = named(browsers) ?? /^[A-Za-z][\w.-]{0,30}(?=\/|$)/.exec(userAgent)?.[0];
  if (browser === undefined || browser === 'Mozilla') return unknownDevice;
  const system = named(systems);
  return system === undefined ? browser : `${browser} on ${system}`;
}

/** Reads a description again, for pages in other languages: the browser and, where it is known, its system. */
export function readDevice(description: string): { readonly browser: string; readonly system: string | undefined } {
  const [browser = description, system] = description.split(' on ');
  return { browser, system };
}
