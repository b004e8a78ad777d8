import { ResourceNotFoundException } from '@aws-sdk/client-dynamodb';
import { GetCommand } from '@aws-sdk/lib-dynamodb';
import type { ProbeResult } from '../health/probe.ts';
import { callTable, type Table } from './table.ts';

/** Probes the table by reading a user that does not exist: GetItem is the only permission needed. */
export async function probeTable({ documents, name }: Table, abortSignal?: AbortSignal): Promise<ProbeResult> {
  const missingUser = new GetCommand({ TableName: name, Key: { pk: 'USER#none', sk: 'USER' } });
  try {
    await callTable(() => documents.send(missingUser, abortSignal ? { abortSignal } : {}));
    return 'ok';
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return 'missing';
    if (isForbidden(error)) return 'forbidden';
    throw error;
  }
}

/** True when the credentials are unknown, or lack the permission. */
export function isForbidden(error: unknown): boolean {
  return error instanceof Error && /^(AccessDenied|UnrecognizedClient|InvalidSignature)/.test(error.name);
}
