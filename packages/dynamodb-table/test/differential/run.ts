/** Compares by hand: `npm run compare -w @sluice/dynamodb-table -- [requests] [seed]`. */
import { compareWithDynoxide } from './compare-with-dynoxide.ts';
import { findDynoxide } from './start-dynoxide.ts';

const program = findDynoxide();
if (program === undefined) throw new Error('@dynoxide/linux-x64 is not installed; it exists for Linux on x64 only.');
const [requests, seed] = [Number(process.argv[2] ?? 20_000), Number(process.argv[3] ?? 1)];
const { equal, carriedOut, known, unknown } = await compareWithDynoxide(program, requests, seed);
console.log(`${requests} requests from seed ${seed}: ${carriedOut} carried out, ${equal} with one answer.`);
for (const [name, count] of known) console.log(`${String(count).padStart(6)}  ${name}`);
for (const compared of unknown.slice(0, 20)) console.log(JSON.stringify(compared, undefined, 1));
console.log(`${unknown.length} differences are not decided.`);
process.exit(unknown.length === 0 ? 0 : 1);
