/**
 * Pages of reviewers at 10³, 10⁴, 10⁵ and 10⁶ submissions: `node --import tsx bench/review.ts [10000]`, up to so many.
 *
 * Exits with 1 when a page of the largest form takes more than 1.5 times that of the smallest, makes more than two calls
 * to the table, or waits for them more than twice in a row. What this avoids, as published: NocoDB takes 13 seconds for a
 * page of 100 rows (nocodb#13231), and GC Forms made 7,400 calls to its table for 113 responses (platform-forms-client#3668).
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startTableServer } from '../packages/dynamodb-table/src/server.ts';
import { defineForm } from '../src/forms/define-form.ts';
import { number, select, text } from '../src/forms/field.ts';
import { prepareTable } from '../src/records/prepare-table.ts';
import { createSubmissionIndex, type IndexQuery } from '../src/records/submission-index.ts';
import { createTable } from '../src/records/table.ts';
import { manyClaims, timeOf } from './review/many-claims.ts';
import { seedSubmissions } from './review/seed-submissions.ts';
import { Rounds } from './waits/rounds.ts';

const most = Number(process.argv[2] ?? '1000000');
const sizes = [1000, 10_000, 100_000, 1_000_000].filter((size) => size <= most);
const allowedRatio = 1.5;
const limit = 25;
const turns = 41;

const declare = (size: number) =>
  defineForm({
    slug: `claims-${'x'.repeat(String(size).length)}`,
    title: 'Claims',
    description: 'Money back.',
    fields: {
      title: text({ label: 'Title' }),
      kind: select({ label: 'Kind', options: ['travel', 'books'].map((value) => ({ value, label: value })) }),
      amount: number({ label: 'Amount' }),
    },
    submit: () => true,
    review: () => true,
  });

type Ask = (size: number) => Pick<IndexQuery, 'filter'> & Partial<IndexQuery>;
const noFilter = { values: {}, words: [] };
/** The last page of the smallest form, and page 2,000 of those that have one. */
const deep = (size: number) => timeOf(Math.max(size - 2000 * limit, 10 * limit));
const pages: Readonly<Record<string, Ask>> = {
  'page 1': () => ({ filter: noFilter }),
  'page 2,000': (size) => ({ filter: noFilter, after: `SUBMISSION#${deep(size)}` }),
  'by state': () => ({ filter: { ...noFilter, state: 'accepted' } }),
  'by state, page 2,000': (size) => ({ filter: { ...noFilter, state: 'accepted' }, after: deep(size) }),
  'by a field': () => ({ filter: { ...noFilter, values: { kind: 'travel' } } }),
  'by a word': () => ({ filter: { ...noFilter, words: ['train'] } }),
  'by the start of a word': () => ({ filter: { ...noFilter, words: ['trai'] } }),
  'sorted by amount': () => ({ filter: noFilter, sortBy: 'amount' }),
};
/** Two lists are looked at first, to choose the rarer one. */
const combined: Readonly<Record<string, Ask>> = {
  'by state and assignee': () => ({ filter: { ...noFilter, state: 'new', assignee: 'reviewer' } }),
  'by word and state': () => ({ filter: { ...noFilter, words: ['train'], state: 'accepted' } }),
};

const folder = await mkdtemp(join(tmpdir(), 'sluice-review-'));
try {
  process.exitCode = (await run(join(folder, 'table.sqlite'))) ? 0 : 1;
} finally {
  await rm(folder, { recursive: true });
}

async function run(file: string): Promise<boolean> {
  const forms = new Map(sizes.map((size) => [size, declare(size)]));
  const settings = (dynamodbEndpoint: string) => ({
    ...{ tableName: 'bench', region: 'us-east-1', dynamodbEndpoint },
    credentials: { accessKeyId: 'bench', secretAccessKey: 'bench' },
  });
  const first = await startTableServer({ file });
  await prepareTable(createTable(settings(first.endpoint)));
  await first.close();
  for (const [size, form] of forms) seedSubmissions(file, 'bench', form, manyClaims(form, size));

  const server = await startTableServer({ file });
  const table = createTable(settings(server.endpoint));
  const cost = countReads(table);
  const index = createSubmissionIndex(table);
  let isWithin = true;
  for (const [name, ask] of Object.entries({ ...pages, ...combined })) {
    const figures = new Map<number, number>();
    let [calls, waits, units] = [0, 0, 0];
    const find = async (size: number) => {
      const form = forms.get(size) ?? declare(size);
      const query = {
        form,
        isAscending: false,
        limit,
        states: form.review.states.map((state) => state.name),
        ...ask(size),
      };
      const startedAt = performance.now();
      const page = await index.find(query);
      if (page.found.length !== limit) throw new Error(`"${name}" of ${size} found ${page.found.length} submissions.`);
      return performance.now() - startedAt;
    };
    for (const size of sizes) {
      cost.hold(true);
      const before = cost.taken();
      await find(size);
      const after = cost.taken();
      cost.hold(false);
      [calls, waits, units] = [after.calls - before.calls, after.waits - before.waits, after.units - before.units];
    }
    // In turns, so that a busy moment of the machine meets all sizes.
    const taken = new Map(sizes.map((size) => [size, [] as number[]]));
    for (let turn = 0; turn < turns; turn += 1) for (const size of sizes) taken.get(size)?.push(await find(size));
    for (const size of sizes) figures.set(size, Math.min(...(taken.get(size) ?? [])));
    const ratio = (figures.get(sizes.at(-1) ?? 0) ?? 0) / (figures.get(sizes[0] ?? 0) ?? 1);
    const isGood = ratio <= allowedRatio && (name in combined || (calls <= 2 && waits <= 2));
    isWithin &&= isGood;
    const ms = sizes.map((size) => `${(figures.get(size) ?? 0).toFixed(1)} ms`.padStart(9)).join('');
    console.log(
      `${name.padEnd(24)}${ms}  largest to smallest ${ratio.toFixed(2)}, ${calls} calls, ${waits} waits, ${units} read units${isGood ? '' : '  over'}`,
    );
  }
  await server.close();
  return isWithin;
}

/** Counts the calls to a table, the rounds in which they are waited for while `hold` is on, and their read units. */
function countReads({ documents }: ReturnType<typeof createTable>) {
  const rounds = new Rounds();
  let [calls, units, isHeld] = [0, 0, false];
  documents.middlewareStack.add(
    (next) => async (given) => {
      calls += 1;
      const call = () => next({ ...given, input: { ...given.input, ReturnConsumedCapacity: 'TOTAL' } });
      const result = await (isHeld ? rounds.hold(call) : call());
      // As the table names its units when it is asked to.
      const { ConsumedCapacity: consumed = [] } = result.output as {
        ConsumedCapacity?: { CapacityUnits?: number } | { CapacityUnits?: number }[];
      };
      for (const { CapacityUnits = 0 } of [consumed].flat()) units += CapacityUnits;
      return result;
    },
    { step: 'initialize', priority: 'high' },
  );
  return {
    taken: () => ({ calls, units, waits: rounds.ended }),
    hold(on: boolean) {
      isHeld = on;
    },
  };
}
