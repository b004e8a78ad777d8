import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Client } from '../support/client.ts';
import { decodeEntities } from '../support/page.ts';
import { type Site, startSite } from '../support/site.ts';
import { postDocuments, submitDocument } from '../support/submitting.ts';
import { helloText, upload } from '../support/uploading.ts';

const isMissing = spawnSync('curl', ['--version']).error !== undefined;

/** The name under which the file is saved. */
const saved = helloText.filename ?? '';

let site: Site;
let client: Client;
let folder: string;
beforeAll(async () => {
  [site, folder] = await Promise.all([startSite('the Node server'), mkdtemp(join(tmpdir(), 'sluice-command-'))]);
  client = (await site.testApp.signUp()).client;
});
afterAll(async () => {
  await site?.close();
  await rm(folder, { recursive: true, force: true });
});

/** Makes a link on its page and returns the command that the page shows. */
async function commandOf(submissionId: string, form: Record<string, string> = {}): Promise<string> {
  const path = `/submissions/${submissionId}/shares`;
  const html = await (await client.post(path, { form, headers: { accept: 'text/html' } })).text();
  const [field = ''] = html.match(/<input[^>]*id="made-share-command"[^>]*>/) ?? [];
  return decodeEntities(/value="([^"]*)"/.exec(field)?.[1] ?? '');
}

/** Runs a command as it was pasted into a shell. */
async function paste(command: string): Promise<{ readonly code: number; readonly printed: string }> {
  const child = spawn('sh', ['-c', command], { cwd: folder, stdio: ['ignore', 'pipe', 'ignore'] });
  const [printed, [code]] = await Promise.all([text(child.stdout), once(child, 'exit')]);
  return { code, printed };
}

describe('the command of a link', () => {
  it.for([
    ['without a password', {}, (command: string) => command],
    [
      'with a password',
      { password: "three green 'words'" },
      (command: string) => command.replace('PASSWORD', String.raw`three green '\''words'\''`),
    ],
  ] as const)(
    'POST /shared, %s, as the page prints it, saves the file under its name, or is skipped where curl is missing',
    async ([_name, form, fill], { skip, expect }) => {
      skip(isMissing, 'There is no curl here.');
      const submission = await submitDocument(client);
      const { code } = await paste(fill(await commandOf(submission.id, form)));
      expect(code).toBe(0);
      expect(await readdir(folder)).toEqual([saved]);
      expect(await readFile(join(folder, saved))).toEqual(Buffer.from(helloText.bytes));
      await rm(join(folder, saved));
    },
  );

  it.for([
    ['an invisible beginning', '\u0301.curlrc.txt', '_.curlrc.txt'],
    ['signs that stand for many letters', `${'\ufdfa'.repeat(80)}.txt`, expect.stringMatching(/^.{251}\.txt$/)],
  ] as const)(
    'POST /shared, of a file whose name has %s, saves it under a plain name, or is skipped where curl is missing (attack 198)',
    async ([_name, filename, saves], { skip, expect }) => {
      skip(isMissing, 'There is no curl here.');
      const { id } = await submitDocument(client, { ...helloText, filename });
      expect((await paste(await commandOf(id))).code).toBe(0);
      const files = await readdir(folder);
      expect(files).toEqual([saves]);
      await rm(join(folder, files[0] ?? ''));
    },
  );

  it('POST /shared, of several files, prints an address for each, or is skipped where curl is missing', async ({
    skip,
    expect,
  }) => {
    skip(isMissing, 'There is no curl here.');
    const files = [await upload(client, helloText), await upload(client, { ...helloText, filename: 'again.txt' })];
    const { id } = await (await postDocuments(client, { files })).json();
    const { code, printed } = await paste(await commandOf(id));
    expect(code).toBe(0);
    const { files: opened } = JSON.parse(printed);
    expect(opened.map(({ filename }: { filename: string }) => filename)).toEqual([saved, 'again.txt']);
    expect(await (await fetch(opened[0].url)).text()).toBe(Buffer.from(helloText.bytes).toString());
    expect(await readdir(folder)).toEqual([]);
  });

  it('POST /shared, of a link that is used up, fails and saves nothing, or is skipped where curl is missing', async ({
    skip,
    expect,
  }) => {
    skip(isMissing, 'There is no curl here.');
    const command = await commandOf((await submitDocument(client)).id, { maxUses: '1' });
    expect((await paste(command)).code).toBe(0);
    await rm(join(folder, saved));
    expect((await paste(command)).code).toBe(22);
    expect(await readdir(folder)).toEqual([]);
  });
});
