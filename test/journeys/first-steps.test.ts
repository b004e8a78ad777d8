import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { environmentOf } from '../support/environment.ts';
import { type Journey, startJourney } from '../support/journey.ts';

describe('examples/first-steps.sh', () => {
  let journey: Journey;
  beforeAll(async () => {
    journey = await startJourney('the Node server');
  });
  afterAll(() => journey.close());

  it('examples/first-steps.sh, makes user and token, sends a file and gets it back', async () => {
    const { stdout, stderr } = await promisify(execFile)('examples/first-steps.sh', [journey.url], {
      env: environmentOf(),
    });
    expect(stderr).toBe('');
    expect(stdout).toContain('"role":"user"');
    expect(stdout.endsWith('Hello from the command line.\n')).toBe(true);
    expect(stdout).not.toContain('slc_');
  });

  it('examples/first-steps.sh, a problem, stops there', async () => {
    const env = environmentOf({ EMAIL: 'no address' });
    const failed = promisify(execFile)('examples/first-steps.sh', [journey.url], { env });
    await expect(failed).rejects.toMatchObject({
      stdout: expect.stringContaining('Enter an email address such as name@example.com.'),
    });
  });
});
