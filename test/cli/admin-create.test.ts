import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Emulators, prepareEmulators, startEmulators } from '../../cli/emulators.ts';
import { createApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { createDependencies } from '../../src/dependencies.ts';
import { Client } from '../support/client.ts';
import { environmentOf } from '../support/environment.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';

/** Runs the command as `npm run admin:create` starts it, with these variables only. */
async function createAdmin(args: readonly string[], environment: Record<string, string>) {
  const options = { env: environmentOf(environment) };
  const command = ['--import', 'tsx', 'cli/admin-create.ts', ...args];
  try {
    return { ...(await promisify(execFile)(process.execPath, command, options)), status: 0 };
  } catch (error) {
    // The error of execFile has the output of the program.
    const { stdout, stderr, code } = error as { stdout: string; stderr: string; code: number };
    return { stdout, stderr, status: code };
  }
}

/** The link's origin and path. */
const linkIn = (text: string) => /(http\S+)(\/password-links\/[\w-]{24})/.exec(text)?.slice(1) ?? [];
const choice = { json: { password: 'three green words' } };

describe('npm run admin:create, beside a server on this machine', () => {
  let dataDir: string;
  let standIns: Emulators;
  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'sluice-admin-'));
    standIns = await startEmulators(readConfig({ DATA_DIR: dataDir, PORT: '3999' }));
    await prepareEmulators(standIns.config);
  });
  afterAll(async () => {
    await standIns.close();
    await rm(dataDir, { recursive: true });
  });

  it('prints a link, and the first user who opens it is an admin', async () => {
    const said = await createAdmin(['Boss@Example.org'], { DATA_DIR: dataDir });
    const [origin = '', path = ''] = linkIn(said.stdout);
    expect([said.status, said.stderr, origin]).toEqual([0, '', 'http://localhost:3999']);
    const app = createApp(await createDependencies(standIns.config, new URL('../support/assets/', import.meta.url)));
    const response = await new Client(app, origin).post(path, choice);
    expect(response.status).toBe(201);
    expect((await response.json()).user).toMatchObject({ email: 'Boss@Example.org', role: 'admin', is_active: true });
    expect((await new Client(app, origin).post(path, choice)).status).toBe(404);
  });
});

describe('npm run admin:create, for a deployment', () => {
  let testApp: TestApp;
  let environment: Record<string, string>;
  beforeAll(async () => {
    testApp = await startTestApp();
    environment = {
      PUBLIC_URL: 'https://files.example.com',
      AWS_ENDPOINT_URL_DYNAMODB: testApp.config.dynamodbEndpoint ?? '',
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test-secret',
    };
  });
  afterAll(() => testApp.close());

  it('npm run admin:create, for a deployment, takes address, table and credentials from variables', async () => {
    const said = await createAdmin(['first@example.org'], environment);
    const [origin, path = ''] = linkIn(said.stdout);
    expect([said.status, said.stderr, origin]).toEqual([0, '', 'https://files.example.com']);
    expect((await testApp.client().post(path, choice)).status).toBe(201);
  });

  it('makes an admin of an existing user, and lets nothing in that got in before (attack 81)', async () => {
    const { client, user, password } = await testApp.signUp();
    const said = await createAdmin([user.email.toUpperCase()], environment);
    expect(said.stdout).toMatch(/is an admin now\. No password, session or token from before opens the account/);
    expect((await client.get('/users/me')).status).toBe(401);
    await expect(testApp.client().signIn(user.email, password)).rejects.toThrow('401');
    const owner = testApp.client();
    await owner.post(linkIn(said.stdout)[1] ?? '', choice);
    expect(await (await owner.get('/users/me')).json()).toMatchObject({ id: user.id, role: 'admin' });
  });

  it.each([
    ['no address', [], {}, /Name one email address/],
    ['two addresses', ['a@b.co', 'c@d.co'], {}, /Name one email address/],
    ['no email address', ['boss'], {}, /“boss” isn’t an email address/],
    [
      'a table that does not answer',
      ['a@b.co'],
      { AWS_ENDPOINT_URL_DYNAMODB: 'http://127.0.0.1:1' },
      /table did not answer/,
    ],
    [
      'no server and no deployment',
      ['a@b.co'],
      { PUBLIC_URL: '', DATA_DIR: '/nowhere' },
      /Start it with "npm start" first/,
    ],
    ['a wrong variable', ['a@b.co'], { PUBLIC_URL: 'x' }, /PUBLIC_URL: must be/],
  ])('npm run admin:create, %s, says what to do', async (_what, args, parts, says) => {
    const said = await createAdmin(args, { ...environment, ...parts });
    expect([said.status, said.stdout]).toEqual([1, '']);
    expect(said.stderr).toMatch(says);
    expect(said.stderr).not.toContain('    at ');
  });
});
