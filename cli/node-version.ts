import packageDocument from '../package.json' with { type: 'json' };

/** The oldest Node on which Sluice runs, such as `22.13.0`: as `engines` says, the first with `node:sqlite`. */
export const oldestNode = packageDocument.engines.node.replace('>=', '');

/** True for a Node, such as `24.21.0`, that is older. */
export function isTooOld(version: string): boolean {
  const [given, oldest] = [version, oldestNode].map((text) => text.split('.').map(Number));
  const different = [0, 1, 2].find((place) => given?.[place] !== oldest?.[place]);
  return different !== undefined && Number(given?.[different]) < Number(oldest?.[different]);
}
