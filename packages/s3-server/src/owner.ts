import type { XmlNode } from './xml/write.ts';

/** The one owner of all buckets and of their objects. */
export const owner: readonly XmlNode[] = [
  ['ID', 'sluice'],
  ['DisplayName', 'sluice'],
];
