import type { XmlNode } from './xml/write.ts';

/** The one owner of all buckets and of all that is in them. */
export const owner: readonly XmlNode[] = [
  ['ID', 'sluice'],
  ['DisplayName', 'sluice'],
];
