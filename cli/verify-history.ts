import { readFile } from 'node:fs/promises';
import { judgeHistory } from './judge-history.ts';

/**
 * Checks the history of a submission that was downloaded as JSON lines: `npm run verify:history -- history.jsonl`. It
 * needs neither the app nor its table.
 */
const usage = `Name a downloaded history, and the head that it is to have if you know it:

  npm run verify:history -- history.jsonl [head]

Download one:  curl -H "Authorization: Bearer $TOKEN" "$S/submissions/…/events?format=jsonl" > history.jsonl
The head is in the submission's page and JSON, and in earlier downloads: the hash of the last event.`;

try {
  const [path, head, ...others] = process.argv.slice(2);
  if (path === undefined || others.length > 0) throw new Error(usage);
  const { isIntact, sentence } = judgeHistory(await readFile(path, 'utf8'), head);
  console.log(sentence);
  if (!isIntact) process.exitCode = 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
