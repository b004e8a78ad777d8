import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { TestApp } from '../support/test-app.ts';

/** Adds to the counter of a state without a change of any submission, as a fault would. */
export async function tamper({ table }: TestApp, form: string, state: string, by: number): Promise<void> {
  const update = new UpdateCommand({
    TableName: table.name,
    Key: { pk: `COUNT#${form}`, sk: `STATE#${state}#0` },
    UpdateExpression: 'ADD #count :by',
    ExpressionAttributeNames: { '#count': 'count' },
    ExpressionAttributeValues: { ':by': by },
  });
  await table.documents.send(update);
}

/** Returns the numbers of a form's states as its counters say, without those of none. */
export async function countersOf({ dependencies }: TestApp, form: string): Promise<Record<string, number>> {
  const numbers: Record<string, number> = {};
  for (const { sk, count = 0 } of await dependencies.records.counts.list(form)) {
    const state = /^STATE#(?<state>.+)#\d+$/.exec(sk)?.groups?.state;
    if (state !== undefined && count !== 0) numbers[state] = (numbers[state] ?? 0) + count;
  }
  return numbers;
}
