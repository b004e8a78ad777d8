import { readFileSync } from 'node:fs';

/** A built file for browsers. Its name contains the hash of its content, so that caches may keep it for ever. */
export interface Asset {
  readonly contentType: string;
  /**
   * Returns the file's bytes, plain or in Brotli. Reads them on the first call: some files are large, and most are
   * never requested.
   */
  read(encoding: 'plain' | 'br'): Uint8Array<ArrayBuffer>;
}

export interface Assets {
  /** Returns the path of a built file by its name before the build. */
  pathOf(name: AssetName): string;
  find(name: string): Asset | undefined;
}

export type AssetName =
  | 'main.js'
  | 'account.js'
  | 'review.js'
  | 'comforts.js'
  | 'submission-table.js'
  | 'crc32-worker.js'
  | 'styles.css'
  | 'logo.svg'
  | 'docs.js'
  | 'docs.css';

/** The content of `manifest.json`, which the build writes: the hashed name of each file. */
type Manifest = Record<AssetName, string>;

const contentTypes: Readonly<Record<string, string>> = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
};

/**
 * Loads the built files: the same way in Lambda and in Node.
 * @throws Error when there is no build
 */
export function loadAssets(folder: URL): Assets {
  const manifest: Manifest = JSON.parse(readFileSync(new URL('manifest.json', folder), 'utf8'));
  const assets = new Map(Object.values(manifest).map((name) => [name, toAsset(folder, name)]));
  return {
    pathOf: (name) => `/assets/${manifest[name]}`,
    find: (name) => assets.get(name),
  };
}

function toAsset(folder: URL, name: string): Asset {
  const kept: { plain?: Uint8Array<ArrayBuffer>; br?: Uint8Array<ArrayBuffer> } = {};
  return {
    contentType: contentTypes[name.slice(name.lastIndexOf('.') + 1)] ?? 'application/octet-stream',
    read(encoding) {
      kept[encoding] ??= new Uint8Array(readFileSync(new URL(encoding === 'br' ? `${name}.br` : name, folder)));
      return kept[encoding];
    },
  };
}
