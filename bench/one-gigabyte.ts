/**
 * One gigabyte, three ways, the same bytes: `node --import tsx bench/one-gigabyte.ts [megabytes]`. The fixture app of
 * `test/journeys/any-size` streams it through the local gateway with the limits of AWS (so it is spilled to the
 * embedded bucket and fetched from there), the Node server and the stream mode. Exits with 1 when a hash differs.
 */
import { createHash } from 'node:crypto';
import { blocks } from '../test/journeys/any-size/blocks.ts';
import { startAnySizeServers, wayNames } from '../test/journeys/any-size/servers.ts';
import { rawFollow } from '../test/support/raw-get.ts';

const [megabytes = '1000'] = process.argv.slice(2);
const byteLength = Number(megabytes) * 1_000_000;

const servers = await startAnySizeServers();
try {
  const expected = await hashOf(blocks(byteLength));
  const rows = [];
  for (const way of wayNames) {
    const startedAt = performance.now();
    const hash = await hashOf(await rawFollow(`${servers.urls[way]}/blocks/${byteLength}`));
    const seconds = Number(((performance.now() - startedAt) / 1000).toFixed(1));
    rows.push({ way, seconds, bytes: hash === expected ? 'the same' : 'others' });
  }
  console.table(rows);
  process.exitCode = rows.every(({ bytes }) => bytes === 'the same') ? 0 : 1;
} finally {
  await servers.close();
}

async function hashOf(chunks: Iterable<Uint8Array> | AsyncIterable<Uint8Array>): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of chunks) hash.update(chunk);
  return hash.digest('hex');
}
