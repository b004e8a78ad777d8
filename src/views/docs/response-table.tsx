import type { ReferenceResponse } from '../../openapi/reference/operation.ts';
import { useMessages } from '../language.tsx';
import { SchemaLink } from './member-table.tsx';
import { Prose } from './prose.tsx';

interface ResponseTableProps {
  /** The accessible name of the table. */
  readonly label: string;
  readonly responses: readonly ReferenceResponse[];
}

/** Renders responses by status. */
export function ResponseTable({ label, responses }: ResponseTableProps) {
  const { columns } = useMessages().pages.docs;
  return (
    <table class="reference-table wide" aria-label={label}>
      <thead>
        <tr>
          <th scope="col">{columns.status}</th>
          <th scope="col">{columns.meaning}</th>
          <th scope="col">{columns.schema}</th>
        </tr>
      </thead>
      <tbody>
        {responses.map(({ status, description, schema }) => (
          <tr>
            <th scope="row">{status}</th>
            <td>
              <Prose text={description} />
            </td>
            <td>{schema && <SchemaLink name={schema} />}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
