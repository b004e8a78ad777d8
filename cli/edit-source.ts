import { access, readFile, writeFile } from 'node:fs/promises';

/** A name as people type it after a command: lower-case words with hyphens, such as `travel-costs`. */
const kebabName = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;

/**
 * Returns the one name that a command was given.
 * @throws Error with the usage when there is none, or one that is no name of a file
 */
export function readName(args: readonly string[], usage: string): string {
  const [name = '', ...others] = args;
  if (others.length > 0 || !kebabName.test(name)) throw new Error(usage);
  return name;
}

/** Returns `travelCosts` for `travel-costs`. */
export function toCamelCase(name: string): string {
  return name.replace(/-(\w)/g, (_hyphen, letter: string) => letter.toUpperCase());
}

/** Returns `Travel costs` for `travel-costs`. */
export function toTitle(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1).replaceAll('-', ' ');
}

/** @throws Error when the file is there already */
export async function expectAbsent(path: string): Promise<void> {
  const isThere = await access(path).then(
    () => true,
    () => false,
  );
  if (isThere) throw new Error(`${path} is there already. Choose another name.`);
}

/** Changes a source file. */
export async function editSource(path: string, edit: (source: string) => string): Promise<void> {
  await writeFile(path, edit(await readFile(path, 'utf8')));
}

/**
 * Replaces the one match of a pattern.
 * @throws Error when the source has none
 */
export function replaceOnce(source: string, pattern: RegExp, replacement: (match: string) => string): string {
  if (!pattern.test(source)) throw new Error(`No line like ${pattern}: write the change by hand.`);
  return source.replace(pattern, (match) => replacement(match));
}

/** Puts an import between those of the same folder, in the order that the formatter wants. */
export function addImport(source: string, folder: string, line: string): string {
  const imports = source.split('\n').filter((other) => other.startsWith('import') && other.includes(`'${folder}`));
  const addressOf = (importLine = '') => importLine.slice(importLine.indexOf(`'${folder}`));
  const next = imports.find((other) => addressOf(other) > addressOf(line));
  const last = imports.at(-1);
  if (last === undefined) throw new Error(`No import from ${folder}: write the change by hand.`);
  return next === undefined ? source.replace(last, `${last}\n${line}`) : source.replace(next, `${line}\n${next}`);
}
