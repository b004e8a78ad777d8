/**
 * Counts the calls to table and bucket for each request, how many of them wait for one another, and the units that they
 * take: `node --import tsx bench/waits.ts`. Exits with 1 when a request waits more often, or calls more, than its goal.
 * These are counts and no times: they are the same on any machine.
 */
import { isOverGoal, measureWaits, type RequestCost } from './waits/measure-waits.ts';

const costs = await measureWaits();
const columns = ['waits', 'goal', 'calls', 'read', 'write'];
console.log(`${'Request'.padEnd(34)}${columns.map((name) => name.padStart(7)).join('')}`);
for (const cost of costs) {
  const { request, waits, maxWaits, calls, readUnits, writeUnits } = cost;
  const row = [waits, maxWaits, calls, readUnits, writeUnits].map((count) => String(count).padStart(7)).join('');
  console.log(`${request.padEnd(34)}${row}${isOverGoal(cost) ? '  over its goal' : ''}`);
}
const sum = (name: 'waits' | 'readUnits' | 'writeUnits') =>
  costs.filter(({ isOfJourney }) => isOfJourney).reduce((total, cost: RequestCost) => total + cost[name], 0);
console.log(
  `From the form to its file: ${sum('waits')} waits, ${sum('readUnits')} read and ${sum('writeUnits')} write units.`,
);
process.exitCode = costs.some(isOverGoal) ? 1 : 0;
