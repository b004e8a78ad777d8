import { type Check, cannotTell, ok, wrong } from '../../src/health/finding.ts';
import { inspectTable } from '../../src/records/inspect-table.ts';
import { tableKeys, ttlAttribute } from '../../src/records/prepare-table.ts';
import type { Table } from '../../src/records/table.ts';

/** Checks that the table has the app's keys, and that expired items go away. */
export function tableIsRight(table: Table): Check {
  return {
    name: 'table keys and TTL',
    needs: ['table'],
    async ask() {
      const facts = await inspectTable(table);
      if (facts === null) return cannotTell('These credentials may not ask (dynamodb:DescribeTable).');
      if (facts.keys.join() !== tableKeys.join()) {
        const what = `Its key is ${facts.keys.join(' and ')} instead of ${tableKeys.join(' and ')}.`;
        return wrong(what, 'Name the table that template.yaml has made.');
      }
      if (facts.ttl === ttlAttribute) return ok();
      const what = `Nothing expires${facts.ttl ? ` but by "${facts.ttl}"` : ''}: sessions and uploads would pile up.`;
      return wrong(what, `Switch on time to live for the attribute "${ttlAttribute}".`);
    },
  };
}
