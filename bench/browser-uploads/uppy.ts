import {
  type CompletedPart,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  PutObjectCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { build } from 'esbuild';
import type { Page } from 'playwright-core';
import { browserBuild } from '../../browser-build.ts';
import { createBucketClient } from '../../src/storage/bucket-client.ts';
import { newId } from '../../src/values/id.ts';
import type { Journey } from '../../test/support/journey.ts';

/** A page that can send by Uppy once it has loaded the script. */
interface UppyOnPage {
  /** Runs Uppy's script in the page. Intercepting a request for it would slow down all requests of the page. */
  load(): Promise<unknown>;
  removeObjects(): Promise<void>;
}

const prepared = new WeakMap<Page, Promise<UppyOnPage>>();

/** Gives a page the signatures that Uppy asks for, once. */
export function prepareUppy(journey: Journey, page: Page): Promise<UppyOnPage> {
  const known = prepared.get(page) ?? prepare(journey, page);
  prepared.set(page, known);
  return known;
}

async function prepare({ testApp }: Journey, page: Page): Promise<UppyOnPage> {
  const { s3, name: Bucket } = createBucketClient(testApp.config);
  const keys: string[] = [];
  const newKey = () => {
    const key = `files/${newId()}`;
    keys.push(key);
    return key;
  };
  await page.exposeFunction('benchSignPut', (size: number, type: string) => {
    const command = new PutObjectCommand({ Bucket, Key: newKey(), ContentType: type, ContentLength: size });
    return getSignedUrl(s3, command);
  });
  await page.exposeFunction('benchCreate', async (type: string) => {
    const key = newKey();
    const { UploadId } = await s3.send(new CreateMultipartUploadCommand({ Bucket, Key: key, ContentType: type }));
    return { uploadId: UploadId, key };
  });
  await page.exposeFunction('benchSignPart', (Key: string, UploadId: string, PartNumber: number) =>
    getSignedUrl(s3, new UploadPartCommand({ Bucket, Key, UploadId, PartNumber })),
  );
  await page.exposeFunction('benchComplete', async (Key: string, UploadId: string, Parts: CompletedPart[]) => {
    await s3.send(new CompleteMultipartUploadCommand({ Bucket, Key, UploadId, MultipartUpload: { Parts } }));
  });
  const { outputFiles } = await build({
    ...browserBuild,
    format: 'iife',
    entryPoints: ['bench/browser-uploads/uppy-page.ts'],
    write: false,
  });
  const script = outputFiles[0]?.text ?? '';
  const removeObjects = async () => {
    for (const Key of keys.splice(0)) await s3.send(new DeleteObjectCommand({ Bucket, Key }));
  };
  return { load: () => page.evaluate(script), removeObjects };
}
