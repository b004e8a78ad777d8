import type { Client } from '../support/client.ts';
import { contentOf, decodeEntities } from '../support/page.ts';

/** A plain HTML form that posts a file to the bucket, as the page of the step without the script has it. */
export interface FileForm {
  readonly action: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** Opens the step of a file field. */
export async function openStep(client: Client, path = '/forms/documents/files/upload'): Promise<FileForm> {
  const html = await (await client.getPage(path)).text();
  const hidden = [...contentOf(html).matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)];
  const fields = Object.fromEntries(hidden.map(([, name = '', value = '']) => [name, decodeEntities(value)]));
  const action = decodeEntities(/<form method="post" action="([^"]*)" enctype="multipart/.exec(html)?.[1] ?? '');
  if (action === '') throw new Error(`This page has no form for a file: ${html.slice(0, 300)}`);
  return { action, fields };
}

/** Posts a file of this name and answers with the path to which the bucket sends the browser. */
export async function postFile(
  { action, fields }: FileForm,
  content: Uint8Array<ArrayBuffer>,
  filename = 'x',
): Promise<string> {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  body.append('file', new Blob([content]), filename);
  const response = await fetch(action, { method: 'POST', body, redirect: 'manual' });
  const location = response.headers.get('location');
  if (location === null) throw new Error(`The bucket refused: ${response.status} ${await response.text()}`);
  const { pathname, search } = new URL(location);
  return pathname + search;
}

/** The id of the upload to which the app has made what was posted: it stands in the address of the form. */
export function uploadIdIn(response: Response, field = 'files'): string {
  const id = new URL(response.headers.get('location') ?? '', 'http://localhost').searchParams.get(field);
  if (id === null) throw new Error(`No upload: ${response.status} ${response.headers.get('location')}`);
  return id;
}
