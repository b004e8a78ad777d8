import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findFreePort } from '../../cli/free-port.ts';
import { descendantsOf, type Program, run } from '../support/program.ts';
import { copyProject, type ProjectCopy } from './project-copy.ts';

describe('npm run dev', () => {
  let copy: ProjectCopy;
  let program: Program;
  let url: string;
  beforeAll(async () => {
    copy = await copyProject();
    const port = await findFreePort();
    url = `http://localhost:${port}`;
    program = run(['cli/dev.ts'], { PORT: String(port), DATA_DIR: join(copy.folder, 'kept') }, copy.folder);
    await program.until(/is running/);
  });
  afterAll(async () => {
    await program.stop();
    await copy.remove();
  });

  const change = async (path: string, edit: (source: string) => string) => {
    const file = join(copy.folder, path);
    const source = await readFile(file, 'utf8');
    await writeFile(file, edit(source));
    return () => writeFile(file, source);
  };
  /** While the app restarts, the connection is refused. */
  const get = (path: string) =>
    fetch(url + path).then(
      (response) => response.text(),
      () => '',
    );
  const untilAnswers = (path: string, text: string) =>
    expect.poll(() => get(path), { timeout: 25_000 }).toContain(text);

  it('npm run dev, a changed source, answers with it', async () => {
    expect(await get('/openapi.json')).toContain('Send the form Avatar');
    await change('src/forms/definitions/avatar.ts', (source) => source.replace("'Avatar'", "'Portrait'"));
    await untilAnswers('/openapi.json', 'Send the form Portrait');
  });

  it('npm run dev, a changed stylesheet, serves it under a new name', async () => {
    await change('src/browser/styles.css', (source) => `${source}\n.seen-by-a-test { color: red }\n`);
    const stylesheet = async () => get(/\/assets\/styles-\w+\.css/.exec(await get('/session/new'))?.[0] ?? '/none');
    await expect.poll(stylesheet, { timeout: 25_000 }).toContain('.seen-by-a-test');
  });

  it('npm run dev, a source that does not parse, says so and answers again once it does', async () => {
    const fix = await change('src/forms/definitions/avatar.ts', (source) => `${source}\nconst = ;\n`);
    await program.until(/does not start/);
    await fix();
    await untilAnswers('/openapi.json', 'Send the form Portrait');
  });

  it('npm run dev, SIGINT, ends every process that it started', async () => {
    const children = await descendantsOf(program.child.pid ?? 0);
    expect(children.length).toBeGreaterThan(2);
    expect(await program.stop()).toBe(0);
    const left = async () => (await Promise.all(children.map(isThere))).filter(Boolean);
    await expect.poll(left, { timeout: 10_000 }).toEqual([]);
  });
});

/** Linux only, as the embedded table is. */
function isThere(pid: number): Promise<boolean> {
  return readFile(`/proc/${pid}/stat`).then(
    () => true,
    () => false,
  );
}
