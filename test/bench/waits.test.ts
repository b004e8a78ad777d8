import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CountedApp, startCountedApp } from '../../bench/waits/counted-app.ts';
import { isOverGoal, measureWaits } from '../../bench/waits/measure-waits.ts';
import { Rounds } from '../../bench/waits/rounds.ts';
import { newId } from '../../src/values/id.ts';
import { fileIdOf, submitDocument } from '../support/submitting.ts';
import { helloText, upload } from '../support/uploading.ts';

/** The units of the journey from a form to its file. A rise is allowed only with a line in docs/operations.md. */
const unitsOfJourney = { readUnits: 21, writeUnits: 24 };

describe('waits for table and bucket in a row', () => {
  it('every request of the table of waits, waits no more often than its goal', async () => {
    const costs = await measureWaits();
    expect(costs.length).toBeGreaterThanOrEqual(9);
    expect(costs.filter(isOverGoal)).toEqual([]);
    const journey = costs.filter(({ isOfJourney }) => isOfJourney);
    const sum = (name: keyof typeof unitsOfJourney) => journey.reduce((total, cost) => total + cost[name], 0);
    expect({ readUnits: sum('readUnits'), writeUnits: sum('writeUnits') }).toEqual(unitsOfJourney);
  }, 240_000);
});

describe('waits that must not tell what exists', () => {
  let counted: CountedApp;
  beforeAll(async () => {
    counted = await startCountedApp();
  });
  afterAll(() => counted.close());

  /** What a client can tell from the time: how often the app waits, and what for. */
  const timeOf = async (send: () => Promise<Response>) => {
    const { response, waits, calls } = await counted.measure(undefined, send);
    return { status: response.status, waits, calls };
  };

  it('POST /session, a wrong password or an unknown address, waits as often', async () => {
    const { user } = await counted.testApp.signUp();
    const client = counted.inCountedApp();
    const signIn = (email: string) => () => client.post('/session', { json: { email, password: 'wrong horse' } });
    const known = await timeOf(signIn(user.email));
    expect(await timeOf(signIn(`${newId()}@example.com`))).toEqual(known);
    expect(known).toEqual({ status: 401, waits: 2, calls: 4 });
  });

  it("GET of an upload, a file or a submission, another user's, deleted or none, waits as often (attack 162)", async () => {
    const owner = await counted.testApp.signUp();
    const submission = await submitDocument(owner.client);
    const open = await upload(owner.client, helloText);
    const stranger = counted.inCountedApp((await counted.testApp.signUp()).client);
    const ids = { uploads: open, files: fileIdOf(submission), submissions: submission.id };
    for (const [folder, id] of Object.entries(ids)) {
      const foreign = await timeOf(() => stranger.get(`/${folder}/${id}`));
      expect(await timeOf(() => stranger.get(`/${folder}/${newId()}`)), folder).toEqual(foreign);
      expect(foreign.status, folder).toBe(404);
    }
    const { deleteSubmission } = await import('../../src/review/deletion.ts');
    const cause = { actor: owner.user, reason: 'Asked for.' };
    await deleteSubmission(counted.testApp.dependencies, submission.id, cause);
    const never = await timeOf(() => stranger.get(`/submissions/${newId()}`));
    expect(await timeOf(() => stranger.get(`/submissions/${submission.id}`))).toEqual(never);
  });

  it('GET /uploads/{id}, a made-up cookie, waits for nothing (attack 84)', async () => {
    const visitor = counted.inCountedApp();
    visitor.cookies.set('sluice', `${'a'.repeat(48)}.${'b'.repeat(43)}`);
    expect(await timeOf(() => visitor.get(`/uploads/${newId()}`))).toEqual({ status: 401, waits: 0, calls: 0 });
  });

  it('GET /uploads/{id}, a session that was signed out, shows nothing of the upload that it read ahead', async () => {
    const { client } = await counted.testApp.signUp();
    const id = await upload(client, helloText);
    const signedOut = counted.inCountedApp(client);
    await client.send('DELETE', '/session');
    const { response } = await counted.measure(undefined, () => signedOut.get(`/uploads/${id}`));
    expect(response.status).toBe(401);
    expect(await response.text()).not.toContain('hello.txt');
  });
});

describe('Rounds', () => {
  const tick = () => new Promise<void>((resolve) => setImmediate(resolve));

  it('Rounds, calls side by side of unlike length, are one round, and what follows them is the next', async () => {
    const rounds = new Rounds();
    const follow = async (turns: number) => {
      for (const length of [turns, 5 - turns])
        await rounds.hold(async () => {
          for (let turn = 0; turn < length; turn++) await tick();
        });
    };
    await Promise.all([follow(1), follow(4)]);
    expect(rounds.ended).toBe(2);
  });

  it('Rounds, a call that fails, ends its round and fails', async () => {
    const rounds = new Rounds();
    const failing = rounds.hold(() => Promise.reject(new Error('down')));
    await expect(failing).rejects.toThrow('down');
    expect(rounds.ended).toBe(1);
  });
});
