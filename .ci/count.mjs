// Prints the closing line `N passed, N failed, N skipped` from the runner's report; fails when there is none, or when a test was skipped.
import { readFileSync } from 'node:fs';

const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = JSON.parse(
  readFileSync('.test-results/report.json', 'utf8'),
);
const skipped = numPendingTests + numTodoTests;
console.log(`${numPassedTests} passed, ${numFailedTests} failed, ${skipped} skipped`);
if (numPassedTests === 0 || skipped > 0) process.exitCode = 1;
