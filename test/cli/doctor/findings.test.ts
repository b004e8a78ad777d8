import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { clientAddressesAreKnown } from '../../../cli/doctor/client-addresses.ts';
import { clockIsRight } from '../../../cli/doctor/clock.ts';
import { credentialsWork } from '../../../cli/doctor/credentials.ts';
import { runtimeVersion, variables } from '../../../cli/doctor/environment.ts';
import { formatReports, summarise } from '../../../cli/doctor/report-table.ts';
import { secretIsStrong } from '../../../cli/doctor/secret.ts';
import { InvalidConfig, readConfig } from '../../../src/config.ts';
import { type Check, cannotTell, ok, wrong } from '../../../src/health/finding.ts';
import { runChecks } from '../../../src/health/run-checks.ts';
import { BucketUnavailable } from '../../../src/problems/errors.ts';
import { createBucketClient } from '../../../src/storage/bucket-client.ts';

const check = (name: string, ask: Check['ask'], needs: readonly string[] = []): Check => ({ name, needs, ask });

describe('runChecks', () => {
  it('runChecks, a check that fails, skips all that depends on it', async () => {
    const asked: string[] = [];
    const note = (name: string, needs: readonly string[]) => {
      const ask = async () => {
        asked.push(name);
        return ok();
      };
      return check(name, ask, needs);
    };
    const first = check('first', async () => wrong('broken', 'fix it'));
    const reports = await runChecks([first, note('second', ['first']), note('third', ['second'])]);
    expect(reports.slice(1).map(({ finding }) => finding)).toEqual([
      cannotTell('First see to: first.'),
      cannotTell('First see to: second.'),
    ]);
    expect(asked).toEqual([]);
  });

  it('runChecks, a check that cannot tell, runs its dependants', async () => {
    const first = check('first', async () => cannotTell('no word'));
    const reports = await runChecks([first, check('second', async () => wrong('broken', 'fix it'), ['first'])]);
    expect(reports[1]?.finding).toEqual(wrong('broken', 'fix it'));
  });

  it('runChecks, an outage or a defect of a check, is a finding and goes on', async () => {
    const reports = await runChecks([
      check('outage', () => Promise.reject(new BucketUnavailable('No answer.', { cause: new Error('ECONNREFUSED') }))),
      check('defect', () => Promise.reject(new TypeError('x is not a function'))),
      check('last', async () => ok()),
    ]);
    expect(reports.map(({ finding }) => finding)).toEqual([
      expect.objectContaining({ is: 'wrong', what: 'No answer. ECONNREFUSED' }),
      expect.objectContaining({ is: 'wrong', what: expect.stringContaining('x is not a function') }),
      { is: 'ok' },
    ]);
  });
});

describe('the report of the doctor', () => {
  const reports = [
    { name: 'clock', finding: ok() },
    { name: 'public access', finding: cannotTell('The bucket does not say.') },
    { name: 'CORS', finding: wrong('PUT is not allowed.', 'Allow it.') },
  ];

  it('the report, a fault, states it and how to fix it', () => {
    expect(formatReports(reports).split('\n')).toEqual([
      '  clock          OK',
      '  public access  cannot tell  The bucket does not say.',
      '  CORS           WRONG        PUT is not allowed.',
      '                              To fix it: Allow it.',
    ]);
  });

  it('the report, several faults, ends with their names', () => {
    expect(summarise(reports)).toBe('Wrong: CORS.');
    expect(summarise(reports.slice(0, 2))).toBe('Nothing is wrong.');
  });
});

describe('checks without a set-up', () => {
  it('the doctor, an unreadable variable, names it and where all are listed', async () => {
    const finding = await variables(new InvalidConfig('PORT: must be a port number')).ask();
    expect(finding).toMatchObject({ is: 'wrong', what: 'PORT: must be a port number' });
    expect(finding).toMatchObject({ fix: expect.stringMatching(/README\.md lists them all under "Configure"/) });
    expect(await readFile('README.md', 'utf8')).toMatch(/^## Configure$/m);
  });

  it.each([
    ['20.20.2', 'wrong'],
    ['22.12.9', 'wrong'],
    ['22.13.0', 'ok'],
    ['24.21.0', 'ok'],
    ['26.0.0', 'ok'],
  ])('the doctor, Node %s, finds it %s', async (version, is) => {
    expect((await runtimeVersion(version).ask()).is).toBe(is);
  });

  it('the doctor, a secret that only the deployment knows, cannot tell its strength', async () => {
    expect((await secretIsStrong({ sessionSecrets: [] }).ask()).is).toBe('cannot tell');
  });

  it.each([
    '0123456789abcdef0123456789abcdef',
    'qwertyuiopasdfghjklzxcvbnm123456',
    'ZYXWVUTSRQPONMLKJIHGFEDCBA987654',
    'thisisasecretthatnobodywouldeverguessever',
    'ChangeMe1ChangeMe2ChangeMe3ChangeMe4ChangeMe5',
    'correct-horse-battery-staple-correct-horse',
    'a-secret-that-a-person-has-thought-of',
    'Correct_Horse_Battery_Staple_2026',
    'CHANGE.ME.BEFORE.YOU.GO.TO.WORK.1',
    'a'.repeat(64),
  ])('the doctor, the secret %s, finds it made up', async (secret) => {
    expect((await secretIsStrong({ sessionSecrets: [secret] }).ask()).is).toBe('wrong');
  });

  it('the doctor, secrets from machines in any encoding, finds nothing wrong', async () => {
    const writings = ['base64', 'base64url', 'hex'] as const;
    const made = Array.from({ length: 300 }, (_, at) => randomBytes(48).toString(writings[at % writings.length]));
    const findings = await Promise.all(made.map((secret) => secretIsStrong({ sessionSecrets: [secret] }).ask()));
    expect(findings.filter(({ is }) => is !== 'ok')).toEqual([]);
  });

  it('the doctor, random bytes with dashes, does not take them for words', async () => {
    const sessionSecrets = Array.from({ length: 1000 }, () => randomBytes(32).toString('base64url'));
    expect(await secretIsStrong({ sessionSecrets }).ask()).toEqual(ok('1000 secrets'));
  });

  it('cannot tell the time where nothing answers', async () => {
    const nowhere = new URL('http://127.0.0.1:9/');
    expect((await clockIsRight(() => new Date(), { bucket: nowhere }).ask()).is).toBe('cannot tell');
  });

  it('the doctor, credentials, says how long they last', async () => {
    const client = createBucketClient({
      ...{ bucketName: 'sluice', region: 'us-east-1', s3Endpoint: 'http://127.0.0.1:9' },
      credentials: { accessKeyId: 'x', secretAccessKey: 'x' },
    });
    // The result of a provider of temporary credentials; the bucket is not needed.
    const until = (minutes: number) => {
      const expiration = new Date(Date.now() + minutes * 60_000);
      client.s3.config.credentials = async () => ({ accessKeyId: 'x', secretAccessKey: 'x', expiration });
      client.s3.send = async () => ({});
      return credentialsWork(client, () => new Date()).ask();
    };
    expect(await until(55.5)).toEqual(ok('for another 55 minutes'));
    expect(await until(4)).toMatchObject({ is: 'wrong', what: expect.stringContaining('less than 5 minutes') });
    client.s3.config.credentials = () => Promise.reject(new Error('Could not load credentials from any providers'));
    const none = await credentialsWork(client, () => new Date()).ask();
    expect(none).toMatchObject({ is: 'wrong', what: expect.stringContaining('There are none') });
  });
});

describe('clientAddressesAreKnown', () => {
  it('clientAddressesAreKnown, each set-up, says whence they are known, or warns', async () => {
    const ask = (environment: Record<string, string>) => clientAddressesAreKnown(readConfig(environment)).ask();
    expect(await ask({})).toEqual(ok('of the connection'));
    const domain = { PUBLIC_URL: 'https://files.example.com' };
    const warned = await ask(domain);
    expect(warned).toEqual(cannotTell(expect.stringContaining('limits by network are off')));
    const set = { ...domain, CLIENT_ADDRESS_HEADER: 'X-Real-IP', CDN_SECRET: 'c'.repeat(32) };
    expect(await ask(set)).toEqual(ok('of the header x-real-ip, with a secret'));
  });

  it('clientAddressesAreKnown, its advice, names a section of docs/operations.md that exists', async () => {
    const finding = await clientAddressesAreKnown({ proxy: {} }).ask();
    const [, title] = /"(.+?)"/.exec(finding.is === 'cannot tell' ? finding.why : '') ?? [];
    expect(await readFile('docs/operations.md', 'utf8')).toContain(`### ${title}`);
  });
});
