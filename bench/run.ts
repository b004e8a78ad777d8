/** Runs every bench in turn, `npm run bench`, and exits with 1 when one of them is over what it allows. */
import { spawnSync } from 'node:child_process';

const benches = [
  'adapter',
  'health',
  'requests',
  'cold-start',
  'authenticated',
  'waits',
  'part-signing',
  'spill',
  'one-gigabyte',
  'browser-uploads',
  'pass-through',
  'dynamodb-table',
  'jobs',
  'export',
  'review',
  'previews',
  'soak',
];
const over = benches.filter((name) => {
  console.log(`\n── ${name}`);
  return spawnSync(process.execPath, ['--import', 'tsx', `bench/${name}.ts`], { stdio: 'inherit' }).status !== 0;
});
console.log(over.length === 0 ? '\nAll within what they allow.' : `\nOver what they allow: ${over.join(', ')}`);
process.exitCode = over.length === 0 ? 0 : 1;
