/** The sizes of previews that are objects of their own: the most pixels of their longer side. */
export const previewSizes = [512, 96] as const;

export type PreviewSize = (typeof previewSizes)[number];

/** Returns the key of a file's preview. */
export const previewKeyOf = (fileId: string, size: PreviewSize): string => `previews/${fileId}/${size}.webp`;

/** Returns the keys of all previews of a file. */
export const previewKeysOf = (fileId: string): string[] => previewSizes.map((size) => previewKeyOf(fileId, size));
