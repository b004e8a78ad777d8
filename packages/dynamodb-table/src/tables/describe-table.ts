import type { Operation } from '../operation.ts';
import { findNamedTable } from './find-table.ts';
import { tableDescription } from './table-description.ts';

export const describeTable: Operation = {
  run: (request, context) => ({ Table: tableDescription(findNamedTable(context, request), 'ACTIVE') }),
};
