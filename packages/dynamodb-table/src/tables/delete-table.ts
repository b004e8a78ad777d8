import { invalid } from '../dynamodb-error.ts';
import type { Operation } from '../operation.ts';
import { findNamedTable } from './find-table.ts';
import { tableDescription } from './table-description.ts';

/** Deletes a table with its items. The table is gone when the response calls it `DELETING`. */
export const deleteTable: Operation = {
  run(request, context) {
    const table = findNamedTable(context, request);
    if (table.schema.isProtected)
      throw invalid(
        `Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.`,
      );
    const description = tableDescription(table, 'DELETING');
    context.storage.drop(table);
    return { TableDescription: description };
  },
};
