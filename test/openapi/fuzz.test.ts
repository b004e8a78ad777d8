import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { User } from '../../src/accounts/users/user.ts';
import { avatarPicture, fileIdOf, submitDocument } from '../support/submitting.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';
import { helloText, start, upload } from '../support/uploading.ts';
import { cookieOf, makeUser, tokenOf } from '../support/users.ts';
import { type Asking, askingsOf, type KnownIds, type Who } from './askings.ts';
import { type ApiDocument, type Contract, createContract, readDocument } from './contract.ts';

const requestCount = 5000;
const atOnce = 10;

let testApp: TestApp;
let document: ApiDocument;
let contract: Contract;
let people: { person: User; admin: User };
let headers: Record<Who, Record<string, string>>;
let ids: KnownIds;
beforeAll(async () => {
  testApp = await startTestApp();
  document = await readDocument(testApp);
  contract = createContract(document);
  const { client, user } = await testApp.signUp();
  people = { person: user, admin: await makeUser(testApp, { role: 'admin' }) };
  const submission = await submitDocument(client);
  // No request names this one, so none deletes it.
  const kept = await submitDocument(client);
  await renew();
  const pending = await start(client, helloText);
  ids = {
    uploads: [pending.id, await upload(client, helloText), await upload(client, avatarPicture)],
    submissions: [submission.id],
    files: [fileIdOf(submission), fileIdOf(kept)],
    users: [people.person.id, people.admin.id, 'me'],
    forms: ['documents', 'avatar', 'none'],
  };
});
afterAll(() => testApp.close());

/** New cookies and tokens, since requests may have ended the sessions and revoked the tokens of the cast. */
async function renew(): Promise<void> {
  const { person, admin } = people;
  const { records } = testApp.dependencies;
  for (const { id, role } of [person, admin]) {
    await records.users.change(id, { isActive: true, role });
    for (const token of await records.tokens.list(id)) await records.tokens.remove(id, token.id);
  }
  headers = {
    stranger: {},
    person: await cookieOf(testApp, person),
    admin: await cookieOf(testApp, admin),
    'read token': await tokenOf(testApp, person, 'read'),
    'submit token': await tokenOf(testApp, person, 'submit'),
    'admin token': await tokenOf(testApp, admin, 'admin'),
    'bad token': { authorization: 'Bearer sluice_nothing' },
  };
}

function ask({ who, clientAddress, method, path, query, type, body, accept }: Asking): Promise<Response> {
  const hasBody = body !== undefined && method !== 'get';
  const sent = { ...headers[who], accept, ...(hasBody && type !== undefined && { 'content-type': type }) };
  return Promise.resolve(
    testApp.app.request(
      `${testApp.dependencies.publicUrl}${path}${query}`,
      { method: method.toUpperCase(), headers: sent, ...(hasBody && { body }) },
      { clientAddress },
    ),
  );
}

describe('the whole interface', () => {
  it(`the document, ${requestCount} random requests, good and bad, only declared responses (attack 92)`, {
    timeout: 300_000,
  }, async () => {
    const seen = new Map<number, number>();
    let runs = 0;
    const property = fc.asyncProperty(
      fc.array(askingsOf(document, ids), { minLength: atOnce, maxLength: atOnce }),
      async (some) => {
        runs += 1;
        if (runs % 10 === 0) await renew();
        const faults = await Promise.all(
          some.map(async (asking) => {
            const response = await ask(asking);
            seen.set(response.status, (seen.get(response.status) ?? 0) + 1);
            const found = await contract.faultsOf({ method: asking.method, path: pathOf(asking.path), response });
            const isOurs = response.status >= 500 ? [`answers ${response.status}`] : [];
            return [...isOurs, ...found].map((fault) => `${JSON.stringify(asking)}: ${fault}`);
          }),
        );
        expect(faults.flat()).toEqual([]);
      },
    );
    // It prints its seed when it fails. What the app remembers makes every run another one, so nothing is shrunk.
    await fc.assert(property, { numRuns: requestCount / atOnce, endOnFailure: true });
    // It was no rain of problems: things were made, shown and removed.
    for (const status of [200, 201, 204, 302, 303, 400, 401, 403, 404, 409, 415, 422])
      expect([status, seen.get(status) ?? 0]).toEqual([status, expect.toSatisfy((count: number) => count > 0)]);
  });
});

/** Returns the path that arrives: clients resolve the segments `.` and `..` before they send a request. */
function pathOf(path: string): string {
  return new URL(path, testApp.dependencies.publicUrl).pathname;
}
