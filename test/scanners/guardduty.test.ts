import { GuardDutyClient, SendObjectMalwareScanCommand } from '@aws-sdk/client-guardduty';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, describe, expect, it } from 'vitest';
import { ScannerUnavailable } from '../../src/problems/errors.ts';
import { askGuardDuty } from '../../src/scanners/guardduty.ts';

const client = mockClient(GuardDutyClient);
afterAll(() => client.restore());

const settings = { region: 'eu-central-1', bucketName: 'my-files' };
const object = { key: 'files/a.b', etag: '"e"', size: 1 };

describe('askGuardDuty', () => {
  it('askGuardDuty, an object, asks for a scan of it by bucket and key', async () => {
    client.on(SendObjectMalwareScanCommand).resolves({});
    expect(await askGuardDuty(settings, object)).toBe('asked');
    const [call] = client.commandCalls(SendObjectMalwareScanCommand);
    expect(call?.args[0].input).toEqual({ S3Object: { Bucket: 'my-files', Key: 'files/a.b' } });
  });

  it('askGuardDuty, GuardDuty refuses, is an outage of the scanner', async () => {
    client.on(SendObjectMalwareScanCommand).rejects(new Error('AccessDenied'));
    await expect(askGuardDuty(settings, object)).rejects.toThrow(ScannerUnavailable);
  });
});
