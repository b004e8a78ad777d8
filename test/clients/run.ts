import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { findFreePort } from '../../cli/free-port.ts';
import { startEmbeddedBucket } from '../../packages/s3-server/src/server.ts';
import { serveApp } from '../../src/http/node-server.ts';
import { environmentOf } from '../support/environment.ts';
import { fileIdOf, submitDocument } from '../support/submitting.ts';
import { startTestApp } from '../support/test-app.ts';
import { helloText } from '../support/uploading.ts';
import { tokenOf } from '../support/users.ts';

/*
 * `npm run test:clients`: programs of others, with their defaults. Those of the app run what `docs/clients.md` shows, those of
 * the bucket the scripts beside this file. A program that is not installed is named; any that fails ends this with 1.
 */
const run = promisify(execFile);
const timeoutMs = 120_000;
const document = await readFile(new URL('../../docs/clients.md', import.meta.url), 'utf8');

interface Trial {
  readonly client: string;
  /** A command that fails where the client is not installed. */
  readonly needs: string;
  readonly command: string;
  readonly script: string;
}

const ofApp: Trial[] = [
  {
    client: 'wget',
    needs: 'command -v wget',
    command: 'bash',
    script: `${shown('wget', 'sh')}\ncmp hello.txt "$FILE"`,
  },
  {
    client: 'httpie',
    needs: 'command -v http',
    command: 'bash',
    script: `${shown('httpie', 'sh')}\ncmp hello.txt "$FILE"`,
  },
  {
    client: 'requests',
    needs: 'python3 -c "import requests"',
    command: 'python3',
    script: shown('requests', 'python'),
  },
];
const ofBucket: Trial[] = await Promise.all([
  bucketTrial('rclone', 'command -v rclone', 'rclone.sh'),
  bucketTrial('s3cmd', 'command -v s3cmd', 's3cmd.sh'),
  bucketTrial('s4cmd', 'command -v s4cmd', 's4cmd.sh'),
  bucketTrial('boto3', 'python3 -c "import boto3"', 'boto3-resource.py'),
  bucketTrial('s3fs', 'command -v s3fs && command -v fusermount && test -w /dev/fuse', 's3fs.sh'),
]);

const folder = await mkdtemp(join(tmpdir(), 'sluice-clients-'));
const [bucket, app] = await Promise.all([startBucket(), startApp()]);
const outcomes: string[] = [];
try {
  await writeFile(join(folder, 'big.bin'), randomBytes(12_000_000));
  for (const trial of ofApp) outcomes.push(await report(trial, app.environment));
  for (const trial of ofBucket) outcomes.push(await report(trial, bucket.environment));
} finally {
  await Promise.all([bucket.close(), app.close()]);
  await rm(folder, { recursive: true, force: true });
}
const count = (outcome: string) => outcomes.filter((one) => one === outcome).length;
console.log(`${count('works')} work, ${count('fails')} fail, ${count('is not installed')} are not installed.`);
process.exitCode = count('fails') > 0 ? 1 : 0;

async function report(trial: Trial, environment: Record<string, string>): Promise<string> {
  const outcome = await tryOut(trial, environment);
  console.log(`${trial.client} ${outcome}`);
  return outcome;
}

async function tryOut({ needs, command, script }: Trial, environment: Record<string, string>): Promise<string> {
  const options = { cwd: folder, env: environmentOf(environment), timeout: timeoutMs };
  try {
    await run('bash', ['-c', needs], options);
  } catch {
    return 'is not installed';
  }
  try {
    await run(command, ['-c', command === 'bash' ? `set -euo pipefail\n${script}` : script], options);
    return 'works';
  } catch (error) {
    console.error(error);
    return 'fails';
  }
}

/** The block that the documentation shows for a client. */
function shown(client: string, language: string): string {
  const section = document.split(`**${client}**\n`)[1] ?? '';
  const block = new RegExp(`^\\s*\`\`\`${language}\n(?<text>.*?)\`\`\``, 's').exec(section)?.groups?.text;
  if (block === undefined) throw new Error(`docs/clients.md shows nothing for ${client}.`);
  return block;
}

async function bucketTrial(client: string, needs: string, file: string): Promise<Trial> {
  const script = await readFile(new URL(file, import.meta.url), 'utf8');
  return { client, needs, command: file.endsWith('.py') ? 'python3' : 'bash', script };
}

async function startBucket() {
  const credentials = { accessKeyId: 'AKCLIENTS', secretAccessKey: 'clients-secret' };
  const dataDir = await mkdtemp(join(tmpdir(), 'sluice-clients-bucket-'));
  const { endpoint, close } = await startEmbeddedBucket({ dataDir, credentials });
  // s3fs makes none.
  const s3 = new S3Client({ endpoint, credentials, region: 'us-east-1', forcePathStyle: true });
  await s3.send(new CreateBucketCommand({ Bucket: 'with-s3fs' }));
  s3.destroy();
  return {
    environment: {
      ENDPOINT: endpoint,
      AWS_ACCESS_KEY_ID: credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
      AWS_EC2_METADATA_DISABLED: 'true',
    },
    async close() {
      await close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function startApp() {
  const port = await findFreePort();
  const origin = `http://localhost:${port}`;
  const testApp = await startTestApp({ publicUrl: origin });
  const server = await serveApp(testApp.app, { port, host: '127.0.0.1' });
  const { client, user } = await testApp.signUp();
  const file = join(folder, 'expected.txt');
  await writeFile(file, helloText.bytes);
  const { authorization = '' } = await tokenOf(testApp, user, 'submit');
  return {
    environment: {
      S: origin,
      TOKEN: authorization.replace('Bearer ', ''),
      UPLOAD: fileIdOf(await submitDocument(client)),
      FILE: file,
    },
    async close() {
      await server.close();
      await testApp.close();
    },
  };
}
