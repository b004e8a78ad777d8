import type { Operation } from '../operation.ts';
import { countMember, textMember } from '../request-members.ts';

const maxListedTables = 100;

export const listTables: Operation = {
  run(request, { storage }) {
    const after = textMember(request, 'ExclusiveStartTableName') ?? '';
    const limit = Math.min(countMember(request, 'Limit', 1) ?? maxListedTables, maxListedTables);
    const names = storage.tables.map(({ schema }) => schema.name).filter((name) => name > after);
    const page = names.slice(0, limit);
    return { TableNames: page, ...(names.length > page.length && { LastEvaluatedTableName: page.at(-1) }) };
  },
};
