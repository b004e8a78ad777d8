import { readFileSync } from 'node:fs';

/** A file for browsers as the build made it: named after its content, so that it may be kept for ever. */
export interface Asset {
  readonly path: string;
  readonly contentType: string;
  readonly plain: Uint8Array<ArrayBuffer>;
  readonly brotli: Uint8Array<ArrayBuffer>;
}

export interface Assets {
  readonly scriptPath: string;
  readonly stylesheetPath: string;
  find(name: string): Asset | undefined;
}

/** What the build wrote into `manifest.json`: the hashed name of each file. */
type Manifest = Record<'main.js' | 'styles.css', string>;

const contentTypes = { js: 'text/javascript; charset=utf-8', css: 'text/css; charset=utf-8' };

/**
 * Reads the built files once, at start: the same way in Lambda and in Node.
 * @throws Error when there is no build
 */
export function loadAssets(folder: URL): Assets {
  const manifest: Manifest = JSON.parse(readFileSync(new URL('manifest.json', folder), 'utf8'));
  const assets = new Map(Object.values(manifest).map((name) => [name, readAsset(folder, name)]));
  return {
    scriptPath: `/assets/${manifest['main.js']}`,
    stylesheetPath: `/assets/${manifest['styles.css']}`,
    find: (name) => assets.get(name),
  };
}

function readAsset(folder: URL, name: string): Asset {
  return {
    path: `/assets/${name}`,
    contentType: name.endsWith('.css') ? contentTypes.css : contentTypes.js,
    plain: new Uint8Array(readFileSync(new URL(name, folder))),
    brotli: new Uint8Array(readFileSync(new URL(`${name}.br`, folder))),
  };
}
