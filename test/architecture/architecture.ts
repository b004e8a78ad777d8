import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path/posix';
import { arrows, everywhere, packagesOf, reachesOut } from './arrows.ts';

/** A source file, by its path from the root of the project, and what its import lines name. */
export interface Module {
  readonly path: string;
  readonly source: string;
  /** Paths from the root for files, names for packages. */
  readonly imports: readonly string[];
}

export interface Violation {
  readonly path: string;
  readonly reason: string;
}

const bannedWords = ['service', 'manager', 'helper', 'util', 'utils', 'misc', 'common', 'lib', 'data', 'info'];
const maxLines = 200;
/** Addresses in the singular, of which there is one each. */
const singularAddresses = new Set(['health', 'home', 'session', 'sso', 'password', 'language']);

export function readModules(patterns: readonly string[]): Module[] {
  const paths = patterns.flatMap((pattern) => globSync(pattern)).sort();
  return paths.map((path) => toModule(path, readFileSync(path, 'utf8')));
}

export function toModule(path: string, source: string): Module {
  return { path, source, imports: importsOf(path, source) };
}

/** Everything that these modules do and the architecture does not allow. */
export function findViolations(modules: readonly Module[]): Violation[] {
  return modules.flatMap((module) => {
    const reasons = [...importFaults(module, modules), ...sourceFaults(module), ...nameFaults(module)];
    return reasons.map((reason) => ({ path: module.path, reason }));
  });
}

/** Import and export lines over one or more lines, bare imports and dynamic ones. */
function importsOf(path: string, source: string): string[] {
  const lines = withoutComments(source).matchAll(/\b(?:from|import|require)\s*\(?\s*(['"`])([^'"`\n]+)\1/g);
  return [...lines].map(([, , name = '']) => (name.startsWith('.') ? join(dirname(path), name) : name));
}

export function withoutComments(source: string): string {
  return source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '');
}

function importFaults(module: Module, all: readonly Module[]): string[] {
  const folder = folderOf(module.path);
  if (folder === undefined || folder === 'cli' || module.path.includes('/test/')) return [];
  if (folder.startsWith('packages/')) return module.imports.flatMap((imported) => importOfPackage(folder, imported));
  const allowed = arrows[folder];
  if (allowed === undefined) return [`src/${folder} has no place among the arrows`];
  return module.imports.flatMap((imported) => {
    const target = folderOf(imported);
    if (target === undefined) return packageFault(folder, imported);
    if (target === folder)
      return folder === 'routes' && !isOfSameResource(module.path, imported) ? [`imports the route ${imported}`] : [];
    if (allowed.includes(target) || (everywhere.includes(target) && !allowed.includes('what is pure'))) return [];
    if (target === 'cli' || target.startsWith('packages/')) return [`imports ${imported}, which is for one machine`];
    if (allowed.includes('what is pure'))
      return isPure(imported, all) ? [] : [`imports ${imported}, which is not pure`];
    return [`imports ${imported}`];
  });
}

/** Routes share no more than schemas, except within a resource's own folder. */
function isOfSameResource(path: string, imported: string): boolean {
  const folder = dirname(imported);
  return /\/schemas\.ts$/.test(imported) || (folder !== 'src/routes' && folder === dirname(path));
}

/** A package can be used without the app: it imports no more of the project than itself. */
function importOfPackage(folder: string, imported: string): string[] {
  const target = folderOf(imported);
  return target === undefined || target === folder ? [] : [`imports ${imported}`];
}

/** `routes` for `src/routes/health.ts`, `app.ts` for `src/app.ts`, `cli`, `packages/s3-server`. */
function folderOf(path: string): string | undefined {
  const [root, first] = path.split('/');
  if (root === 'packages') return `packages/${first}`;
  return root === 'cli' ? root : root === 'src' ? first : undefined;
}

function packageFault(folder: string, imported: string): string[] {
  const rule = packagesOf.find(({ name }) => name.test(imported));
  return rule === undefined || rule.folders.includes(folder) ? [] : [`imports ${imported}`];
}

/** Whether nothing that it imports, however indirectly, reaches the machine, the network or a store. */
function isPure(path: string, all: readonly Module[], seen = new Set<string>()): boolean {
  if (seen.has(path)) return true;
  seen.add(path);
  const folder = folderOf(path) ?? '';
  const module = all.find((candidate) => candidate.path === path);
  if (!module || ['storage', 'records', 'routes', 'middleware', 'http'].includes(folder)) return false;
  return module.imports.every((imported) =>
    imported.startsWith('src/') ? isPure(imported, all, seen) : !reachesOut.test(imported),
  );
}

function sourceFaults({ path, source }: Module): string[] {
  if (!path.startsWith('src/')) return [];
  const code = withoutComments(source);
  const rules: readonly [boolean, string][] = [
    [/\bprocess\s*(\.\s*env\b|\[\s*['"]env)/.test(code) && path !== 'src/config.ts', 'reads the environment'],
    [/\bas any\b|:\s*any\b|<any>|\bas unknown as\b/.test(code), 'goes around the types'],
    [/@ts-(ignore|nocheck|expect-error)/.test(source), 'silences the compiler'],
    [hasJsonWithoutStatus(code), 'calls c.json without a status, which the compiler then takes from the declaration'],
    [
      /console\./.test(code) && !/^src\/server\.ts$|^src\/(browser|telemetry)\//.test(path),
      'writes to the console past the log',
    ],
    [
      source.split('\n').length - 1 > maxLines && !new RegExp(`above ${maxLines} lines`, 'i').test(source),
      `has more than ${maxLines} lines and does not say why ("Above ${maxLines} lines because …")`,
    ],
  ];
  return rules.flatMap(([isBroken, reason]) => (isBroken ? [reason] : []));
}

/** True when a call of `c.json` has one argument only. */
function hasJsonWithoutStatus(code: string): boolean {
  return [...code.matchAll(/\bc\.json\(/g)].some(
    ({ index }) => !/,\s*\d{3}\b/.test(callAt(code, index + 'c.json'.length)),
  );
}

/** Returns a call's brackets and what is in them. */
function callAt(code: string, start: number): string {
  let depth = 0;
  for (let at = start; at < code.length; at += 1) {
    if (code[at] === '(') depth += 1;
    else if (code[at] === ')') depth -= 1;
    if (depth === 0) return code.slice(start, at + 1);
  }
  return code.slice(start);
}

function nameFaults({ path, source }: Module): string[] {
  const segments = path.split('/').slice(1);
  const exported = [...source.matchAll(/^export (?:abstract |async )*(?:function|const|class|interface|type) (\w+)/gm)];
  const names = [...segments.map((segment) => segment.split('.')[0] ?? ''), ...exported.map(([, name = '']) => name)];
  return [
    ...segments.flatMap((segment) =>
      /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+)*$/.test(segment) ? [] : ['is not kebab-case'],
    ),
    ...(isMisnamedRoute(path) ? ['is not plural, and not the name of an address'] : []),
    ...names.flatMap((name) => bannedWordsIn(name, path).map((word) => `has "${word}" in the name ${name}`)),
  ];
}

/** A route, or the folder of its resource, is named like its address: in the plural where there are several. */
function isMisnamedRoute(path: string): boolean {
  const [, , resource = ''] = path.startsWith('src/routes/') ? path.split('/') : [];
  const name = resource.split('.')[0] ?? '';
  return name !== '' && !name.endsWith('s') && !singularAddresses.has(name);
}

/** `handler` is a word for what Lambda and HTTP servers call. */
function bannedWordsIn(name: string, path: string): string[] {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .split(/[-_]/);
  const banned = /lambda|^src\/worker\.ts$|^(?:packages|test|src\/middleware)\//.test(path)
    ? bannedWords
    : [...bannedWords, 'handler'];
  // "Common passwords" are a thing, "common" alone is none.
  return words.filter((word, place) => banned.includes(word) && !(word === 'common' && place < words.length - 1));
}
