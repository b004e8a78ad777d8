import { expect } from 'vitest';
import type { Client } from '../support/client.ts';
import type { TestApp } from '../support/test-app.ts';
import { runAll } from './job-stage.ts';

const path = '/forms/claims/submissions/decisions';

/** Sends claims with these titles, and returns them with the versions of their reviews. */
export async function sendClaims(
  site: TestApp,
  client: Client,
  titles: readonly string[],
): Promise<{ id: string; version: number }[]> {
  const sent: { id: string; version: number }[] = [];
  for (const title of titles) {
    site.advanceSeconds(1);
    const response = await client.post('/forms/claims', { json: { title } });
    expect(response.status).toBe(201);
    sent.push({ id: (await response.json()).id, version: 1 });
  }
  await runAll(site);
  return sent;
}

/** Decides about many, runs all jobs, and returns the decision as it stands then. */
export async function decideAndRun(site: TestApp, client: Client, json: Record<string, unknown>) {
  const response = await client.post(path, { json });
  if (response.status !== 202) throw new Error(`${response.status} ${await response.text()}`);
  await runAll(site);
  return showBulk(client, (await response.json()).id);
}

/** Returns a decision about many as it stands. */
export async function showBulk(client: Client, id: string) {
  const response = await client.get(`${path}/${id}`);
  expect(response.status).toBe(200);
  return response.json();
}

/** Returns the state of submissions, and the kinds of the events of each. */
export async function standing({ dependencies: { records } }: TestApp, submissions: readonly { id: string }[]) {
  const reviews = await records.reviews.findAll(submissions.map(({ id }) => id));
  const histories = await Promise.all(submissions.map(({ id }) => records.reviews.listHistory(id, 100)));
  return {
    states: reviews.map((review) => review?.state),
    events: histories.map(({ events }) => events.map(({ kind }) => kind)),
  };
}
