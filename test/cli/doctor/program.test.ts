import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { findFreePort } from '../../../cli/free-port.ts';
import { type Program, run } from '../../support/program.ts';

/** Variables of a developer's shell that a program of a test must not get. */
const exported = ['AWS_LAMBDA_FUNCTION_NAME', 'AWS_PROFILE', 'AWS_REGION', 'PUBLIC_URL', 'SESSION_SECRET'];
let environment: Record<string, string>;
beforeAll(async () => {
  const DATA_DIR = await mkdtemp(join(tmpdir(), 'sluice-doctor-'));
  for (const name of exported) vi.stubEnv(name, 'of the developer');
  environment = { DATA_DIR, PORT: String(await findFreePort()) };
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await rm(environment.DATA_DIR ?? '', { recursive: true, force: true });
});

async function doctor(more: Record<string, string> = {}): Promise<{ code: number | null; printed: string }> {
  const program: Program = run(['cli/doctor.ts'], { ...environment, ...more });
  const code = await program.ended();
  return { code, printed: program.printed() };
}

describe('npm run doctor', () => {
  it('npm run doctor, no running server, says how to start one and fails', async () => {
    const { code, printed } = await doctor();
    expect(code).toBe(1);
    expect(printed).toContain('No Sluice is running');
    expect(printed).toContain('npm start');
  });

  it('npm run doctor, a wrong variable, names it and fails', async () => {
    const { code, printed } = await doctor({ PORT: 'many' });
    expect(code).toBe(1);
    expect(printed).toMatch(/variables +WRONG +PORT: must be a port number/);
  });

  it('looks at the server that is running on the data folder, on any port', async () => {
    const server = run(['src/server.ts'], environment);
    await server.until(/Sluice is running/);
    const { code, printed } = await doctor({ PORT: '3000' });
    await server.stop();
    expect(printed).toContain(`http://localhost:${environment.PORT}`);
    expect(printed).toContain('Nothing is wrong.');
    expect(code).toBe(0);
  });

  it('npm run doctor, PUBLIC_URL of a deployment, checks that', async () => {
    const closed = `https://localhost:${await findFreePort()}`;
    const nowhere = 'http://127.0.0.1:9';
    const { code, printed } = await doctor({
      ...{ PUBLIC_URL: closed, AWS_ENDPOINT_URL_S3: nowhere, AWS_ENDPOINT_URL_DYNAMODB: nowhere },
      ...{ AWS_ACCESS_KEY_ID: 'x', AWS_SECRET_ACCESS_KEY: 'x' },
    });
    expect(code).toBe(1);
    expect(printed).toMatch(new RegExp(`app +WRONG +Nothing responds at ${closed}`));
  });
});
