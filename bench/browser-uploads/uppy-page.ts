import AwsS3 from '@uppy/aws-s3';
import Uppy from '@uppy/core';

/** The signatures that Uppy asks its server for; `uppy.ts` answers them. */
interface UppySigning {
  benchSignPut(size: number, type: string): Promise<string>;
  benchCreate(type: string): Promise<{ uploadId: string; key: string }>;
  benchSignPart(key: string, uploadId: string, partNumber: number): Promise<string>;
  benchComplete(key: string, uploadId: string, parts: { PartNumber?: number; ETag?: string }[]): Promise<void>;
}

// The bench gives the page these functions before it loads this script.
const signing = globalThis as unknown as UppySigning;

/** Sends a file by Uppy with its own defaults: one request up to 100 MiB, parts above, no hash. */
async function sendByUppy(file: File): Promise<void> {
  const uppy = new Uppy().use(AwsS3, {
    shouldUseMultipart: ({ size }) => (size ?? 0) > 100 * 1024 ** 2,
    getUploadParameters: async ({ size, type }) => ({
      method: 'PUT',
      url: await signing.benchSignPut(size ?? 0, type),
      headers: { 'content-type': type },
    }),
    createMultipartUpload: ({ type }) => signing.benchCreate(type),
    signPart: async (_file, { key, uploadId, partNumber }) => ({
      url: await signing.benchSignPart(key, uploadId, partNumber),
    }),
    completeMultipartUpload: async (_file, { key, uploadId, parts }) => {
      await signing.benchComplete(key, uploadId ?? '', parts);
      return {};
    },
    listParts: async () => [],
    abortMultipartUpload: async () => {},
  });
  uppy.addFile({ name: file.name, type: file.type, data: file });
  const { failed = [] } = (await uppy.upload()) ?? {};
  if (failed.length > 0) throw new Error(String(failed[0]?.error));
}

Object.assign(globalThis, { sendByUppy });
