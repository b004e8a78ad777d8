import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';
import { readBrand } from './build-brand.ts';
import { replaceMatch } from './build-replace.ts';

interface Rewrite {
  readonly name: string;
  /** Matches the paths of the files to look at, on every system. */
  readonly filter: RegExp;
  /** Returns undefined for a file that stays as it is. */
  readonly rewrite: (source: string, path: string) => string | undefined;
}

/** Removes zod's messages in forty languages, a quarter of a megabyte; the app writes its own. */
const englishMessagesOnly: Rewrite = {
  name: 'english-messages-only',
  filter: /zod[\\/]v4[\\/]locales[\\/]index\.(js|cjs)$/,
  rewrite: (source, path) =>
    replaceMatch(
      source,
      /^[\s\S]*export \{ default as en \} from "\.\/en\.js";[\s\S]*$/,
      "export { default as en } from './en.js'",
      path,
    ),
};

/**
 * Removes the method `.openapi()` that `@hono/zod-openapi` gives every kind of schema of zod. With it all of them would
 * be in the bundle, a fifth of it. The app describes its schemas with zod's own `.meta()`. Also leaves out the generator
 * of OpenAPI 3.0: the app's document is of 3.1.
 */
const usedSchemasOnly: Rewrite = {
  name: 'used-schemas-only',
  filter: /@hono[\\/]zod-openapi[\\/]dist[\\/]index\.mjs$/,
  rewrite(source, path) {
    const contents = replaceMatch(source, /^extendZodWithOpenApi\(z\);$/m, '', path);
    const ofWholeZod = replaceMatch(contents, /^import \{ z \} from "zod";$/m, 'import * as z from "zod";', path);
    return replaceMatch(ofWholeZod, /\bnew OpenApiGeneratorV3\(/, 'new OpenApiGeneratorV31(', path);
  },
};

/**
 * Keeps the names of errors that libraries call by the name of their class, of which minifying leaves one letter for
 * the log. Those classes get their names as a field; esbuild's `keepNames` gives every function one, which a cold start
 * would read.
 */
const errorNamesKept: Rewrite = {
  name: 'error-names-kept',
  filter: /node_modules[\\/].*\.m?js$/,
  rewrite(source, path) {
    if (!/this\.name = this\.constructor\.name/.test(source)) return undefined;
    return replaceMatch(source, /^((?:export )?class (\w+) extends \w+ \{)/gm, "$1 static name = '$2';", path);
  },
};

/**
 * Leaves out two libraries of hono-sessions. The encryption of cookies is for a store in the cookie; ours are signed. The
 * hash of a session's data tells whether a request has changed them, which their JSON tells too: both come from the same
 * object.
 */
const storedSessionsOnly: Rewrite = {
  name: 'stored-sessions-only',
  filter: /hono-sessions[\\/]esm[\\/]deps\.js$/,
  rewrite(source, path) {
    const unencrypted = /^export \* as Iron from 'iron-webcrypto';$/m;
    const contents = replaceMatch(source, unencrypted, 'export const Iron = undefined;', path);
    return replaceMatch(contents, /^export \{ hash \} from 'ohash';$/m, 'export const hash = JSON.stringify;', path);
  },
};

/** Leaves out the hooks and the renderer of Hono's JSX for browsers: pages are rendered here, and need its context only. */
const contextOfJsxOnly: Rewrite = {
  name: 'context-of-jsx-only',
  filter: /hono[\\/]dist[\\/]jsx[\\/]index\.js$/,
  rewrite: (source, path) =>
    replaceMatch(
      source,
      /^[\s\S]*import \{ createContext, useContext \} from "\.\/context\.js";[\s\S]*$/,
      "export { createContext, useContext } from './context.js'",
      path,
    ),
};

/** Leaves out the library by which the AWS SDK names a browser: it names Node here. */
const noBrowserNames: Rewrite = {
  name: 'no-browser-names',
  filter: /@aws-sdk[\\/]core[\\/].*[\\/]createUserAgentStringParsingProvider\.js$/,
  rewrite: (source, path) => replaceMatch(source, /await import\("bowser"\)/, '{ default: {} }', path),
};

/** Keeps the version of `package.json`, which is all that the app reads of it. */
const versionOnly: Rewrite = {
  name: 'version-only',
  filter: /package\.json$/,
  rewrite: (source, path) =>
    path.includes('node_modules') ? undefined : JSON.stringify({ version: JSON.parse(source).version }),
};

/** Leaves the checks of the brand to the build, so that the bundle holds their result. */
const brandChecked: Plugin = {
  name: 'brand-checked',
  setup({ onLoad }) {
    onLoad({ filter: /src[\\/]brand\.ts$/ }, async () => ({
      contents: `export const declaredBrand = ${JSON.stringify(await readBrand())};`,
    }));
  },
};

const rewrites = [
  englishMessagesOnly,
  usedSchemasOnly,
  errorNamesKept,
  storedSessionsOnly,
  contextOfJsxOnly,
  noBrowserNames,
  versionOnly,
];

/** The changes that the web function's bundle makes to what it holds, so that a cold start reads less. */
export const lambdaPlugins: readonly Plugin[] = [...rewrites.map((one) => rewriting(one)), brandChecked];

/** The same changes for a bundle that has only some of these libraries. */
export const workerPlugins: readonly Plugin[] = [
  ...rewrites.map((one) => rewriting(one, { mayBeAbsent: true })),
  brandChecked,
];

/**
 * Returns a plugin that rewrites files. The build fails when a rewrite throws, and when there was no file to rewrite,
 * unless it may be absent.
 */
function rewriting({ name, filter, rewrite }: Rewrite, { mayBeAbsent = false } = {}): Plugin {
  return {
    name,
    setup({ onLoad, onEnd }) {
      let rewritten = 0;
      onLoad({ filter }, async ({ path }) => {
        const contents = rewrite(await readFile(path, 'utf8'), path);
        if (contents === undefined) return undefined;
        rewritten += 1;
        return { contents, loader: 'default' };
      });
      onEnd(({ errors }) => {
        if (mayBeAbsent || rewritten > 0 || errors.length > 0) return undefined;
        return { errors: [{ text: `The build loads no file that ${filter} describes. Adapt or remove this plugin.` }] };
      });
    },
  };
}
