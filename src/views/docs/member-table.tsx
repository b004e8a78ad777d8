import type { Member, TypeText } from '../../openapi/reference/member.ts';
import { useMessages } from '../language.tsx';
import { Prose } from './prose.tsx';

interface MemberTableProps {
  /** The accessible name of the table. */
  readonly label: string;
  readonly members: readonly Member[];
}

/** Renders the members of a JSON object. */
export function MemberTable({ label, members }: MemberTableProps) {
  const texts = useMessages().pages.docs;
  const { columns } = texts;
  return (
    <table class="reference-table wide" aria-label={label}>
      <thead>
        <tr>
          <th scope="col">{columns.member}</th>
          <th scope="col">{columns.type}</th>
          <th scope="col">{columns.meaning}</th>
        </tr>
      </thead>
      <tbody>
        {members.map(({ name, type, isRequired, description }) => (
          <tr>
            <th scope="row">
              <code dir="ltr">{name}</code>
            </th>
            <td>
              <Type type={type} /> <small>{isRequired ? texts.required : texts.optional}</small>
            </td>
            <td>{description && <Prose text={description} />}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Type({ type }: { type: TypeText }) {
  return (
    <span lang="en" dir="ltr">
      {type.map((part) => (typeof part === 'string' ? part : <SchemaLink name={part.schema} />))}
    </span>
  );
}

/** Renders the name of a schema as a link to its members on this page. */
export function SchemaLink({ name }: { name: string }) {
  return (
    <a href={`#${schemaId(name)}`}>
      <code dir="ltr">{name}</code>
    </a>
  );
}

/** Returns the id of the element that shows a schema. */
export function schemaId(name: string): string {
  return `schema-${name}`;
}
