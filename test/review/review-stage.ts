import type { User } from '../../src/accounts/users/user.ts';
import { png, textTypes } from '../../src/files/media-type.ts';
import { anyoneSignedIn, defineForm } from '../../src/forms/define-form.ts';
import { files, number, text } from '../../src/forms/field.ts';
import { createForms } from '../../src/forms/registry.ts';
import type { Client } from '../support/client.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';

/** A form with two reviewers, `rita` and `ralf`, and one who reads only, `lena`. */
const claims = defineForm({
  slug: 'claims',
  title: 'Claims',
  description: 'Money back.',
  fields: {
    title: text({ label: 'Title', required: true }),
    amount: number({ label: 'Amount' }),
    proof: files({ label: 'Proof', accept: [textTypes, png], maxBytes: 10_000, minFiles: 0, maxFiles: 3 }),
  },
  submit: anyoneSignedIn,
  review: ({ username }) => ['rita', 'ralf', 'lena'].includes(username),
  decide: ({ username }) => username !== 'lena',
});

/** The app with a form to review, its reviewers and a submitter. */
export interface ReviewStage {
  readonly site: TestApp;
  readonly rita: Client;
  readonly ralf: Client;
  readonly lena: Client;
  readonly sam: Client;
  readonly ritaUser: User;
}

export async function startReviewStage(form = claims): Promise<ReviewStage> {
  const site = await startTestApp({ replace: () => ({ forms: createForms([form]) }) });
  const [rita, ralf, lena, sam] = await Promise.all(
    ['rita', 'ralf', 'lena', 'sam'].map((username) => site.signUp({ username, email: `${username}@example.com` })),
  );
  if (!rita || !ralf || !lena || !sam) throw new Error('A user is missing.');
  return { site, rita: rita.client, ralf: ralf.client, lena: lena.client, sam: sam.client, ritaUser: rita.user };
}

/** Sends a claim; returns its id. */
export async function sendClaim(client: Client, values: Record<string, unknown> = {}): Promise<string> {
  const response = await client.post('/forms/claims', { json: { title: 'Train', ...values } });
  if (response.status !== 201) throw new Error(`${response.status} ${await response.text()}`);
  const { id } = await response.json();
  return id;
}

/** Decides about a submission. */
export function decideOn(client: Client, id: string, json: Record<string, unknown>): Promise<Response> {
  return client.post(`/submissions/${id}/events`, { json });
}

/** Returns the lines of a downloaded history. */
export async function downloadHistory(client: Client, id: string): Promise<string[]> {
  const response = await client.get(`/submissions/${id}/events?format=jsonl`);
  return (await response.text()).trimEnd().split('\n');
}
