import { type Members, wordMember } from './request-members.ts';

/** Units that a request used, in total and by kind. */
export interface Units {
  readonly read?: number;
  readonly write?: number;
}

const readUnitBytes = 4096;
const writeUnitBytes = 1024;

/**
 * Returns the units of a read. Source:
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html
 */
export function readUnits(bytes: number, consistency: 'eventual' | 'strong' | 'transaction'): number {
  const perUnit = { eventual: 0.5, strong: 1, transaction: 2 }[consistency];
  return Math.max(1, Math.ceil(bytes / readUnitBytes)) * perUnit;
}

/** Returns the units of a write, by the larger of the item before and after it. */
export function writeUnits(bytes: number, isTransaction = false): number {
  return Math.max(1, Math.ceil(bytes / writeUnitBytes)) * (isTransaction ? 2 : 1);
}

export type CapacityMode = 'INDEXES' | 'NONE' | 'TOTAL';

export function capacityMode(request: Members): CapacityMode {
  return wordMember(request, 'ReturnConsumedCapacity', ['INDEXES', 'TOTAL', 'NONE']) ?? 'NONE';
}

/** Returns the member `ConsumedCapacity` for one table, where the request asks for it. */
export function consumedCapacity(mode: CapacityMode, table: string, units: Units): Record<string, unknown> {
  return mode === 'NONE' ? {} : { ConsumedCapacity: describe(mode, table, units, false) };
}

/** Returns the member `ConsumedCapacity` for several tables; transactions tell reads and writes apart. */
export function consumedCapacities(
  mode: CapacityMode,
  unitsByTable: ReadonlyMap<string, Units>,
  isTransaction = false,
): Record<string, unknown> {
  if (mode === 'NONE') return {};
  return { ConsumedCapacity: [...unitsByTable].map(([table, units]) => describe(mode, table, units, isTransaction)) };
}

/** Adds units to a table's. */
export function addUnits(unitsByTable: Map<string, Units>, table: string, units: Units): void {
  const { read, write } = unitsByTable.get(table) ?? {};
  unitsByTable.set(table, {
    ...((read ?? units.read) !== undefined && { read: (read ?? 0) + (units.read ?? 0) }),
    ...((write ?? units.write) !== undefined && { write: (write ?? 0) + (units.write ?? 0) }),
  });
}

function describe(mode: CapacityMode, table: string, { read, write }: Units, byKind: boolean): object {
  const capacity = {
    CapacityUnits: (read ?? 0) + (write ?? 0),
    ...(byKind && read !== undefined && { ReadCapacityUnits: read }),
    ...(byKind && write !== undefined && { WriteCapacityUnits: write }),
  };
  return { TableName: table, ...capacity, ...(mode === 'INDEXES' && { Table: capacity }) };
}
