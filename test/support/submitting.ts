import type { Client } from './client.ts';
import { pngOf } from './sample-files.ts';
import { type FileToSend, helloText, upload } from './uploading.ts';

export interface SubmissionJson {
  readonly id: string;
  readonly number: number;
  readonly form: string;
  readonly submittedAt: string;
  readonly submitter: { readonly id: string; readonly username: string };
  readonly fields: Record<string, unknown>;
  readonly files: Record<
    string,
    readonly { readonly id: string; readonly filename: string; readonly sha256: string | null }[]
  >;
}

export const avatarPicture: FileToSend = {
  form: 'avatar',
  field: 'picture',
  filename: 'me.png',
  contentType: 'image/png',
  bytes: pngOf(64, 64),
};

/** Sends the form Documents as JSON. */
export function postDocuments(client: Client, parts: Record<string, unknown>): Promise<Response> {
  return client.post('/forms/documents', { json: { title: 'Boots', ...parts } });
}

/** Uploads a file and submits it with the form Documents. */
export async function submitDocument(client: Client, file = helloText): Promise<SubmissionJson> {
  return read(await postDocuments(client, { files: [await upload(client, file)] }));
}

/** Uploads a picture and submits it as the avatar. */
export async function submitAvatar(client: Client, file = avatarPicture): Promise<SubmissionJson> {
  return read(await client.post('/forms/avatar', { json: { picture: [await upload(client, file)] } }));
}

async function read(response: Response): Promise<SubmissionJson> {
  if (response.status !== 201)
    throw new Error(`The submission was refused: ${response.status} ${await response.text()}`);
  return response.json();
}

/** The id of a submission's only file. */
export function fileIdOf({ files }: SubmissionJson): string {
  const id = Object.values(files).flat()[0]?.id;
  if (id === undefined) throw new Error('The submission has no file.');
  return id;
}
