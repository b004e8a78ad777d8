import packageDocument from '../package.json' with { type: 'json' };

/** The oldest Node on which Sluice runs, such as `22.13.0`: as `engines` says, the first with `node:sqlite`. */
export const oldestNode = packageDocument.engines.node.replace('>=', '');

/** True for a Node, such as `24.21.0`, that is older. */
export function isTooOld(version: string): boolean {
  return version.localeCompare(oldestNode, 'en', { numeric: true }) < 0;
}
