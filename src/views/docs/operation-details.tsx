import type { ReferenceAccess, ReferenceOperation } from '../../openapi/reference/operation.ts';
import { useMessages } from '../language.tsx';
import { MemberTable } from './member-table.tsx';
import { Prose } from './prose.tsx';
import { ResponseTable } from './response-table.tsx';
import { TryForm } from './try-form.tsx';

/** Renders one operation, closed: its description, a form to try it, its command line, its responses. */
export function OperationDetails({ operation }: { operation: ReferenceOperation }) {
  const texts = useMessages().pages.docs;
  const { id, method, path, summary, description, access, body, responses, sharedStatuses, command } = operation;
  return (
    <details class="operation wide" id={id}>
      <summary>
        <h3>
          <span class="method" data-method={method}>
            {method}
          </span>{' '}
          <code dir="ltr">{path}</code>
        </h3>
        <Prose text={summary} />
      </summary>
      <p>
        <Prose text={description} />
      </p>
      <p>
        <AccessText access={access} />
      </p>
      <TryForm operation={operation} />
      {body && body.members.length > 0 && (
        <>
          <h4>{texts.bodyMembers}</h4>
          {body.description && (
            <p>
              <Prose text={body.description} />
            </p>
          )}
          <MemberTable label={texts.bodyMembers} members={body.members} />
        </>
      )}
      <h4>{texts.responses}</h4>
      <ResponseTable label={texts.responses} responses={responses} />
      <p>
        {texts.sharedStatuses} <a href="#shared-responses">{sharedStatuses.join(', ')}</a>
      </p>
      <h4>{texts.commandLine}</h4>
      <pre>
        <code dir="ltr">{command}</code>
      </pre>
    </details>
  );
}

function AccessText({ access: { isOpen, hasSession, scope } }: { access: ReferenceAccess }) {
  const texts = useMessages().pages.docs.access;
  if (isOpen) return hasSession ? texts.everyoneAndMore : texts.everyone;
  if (scope === undefined) return texts.session;
  return (
    <>
      {texts.sessionOrToken} <code>{scope}</code>
    </>
  );
}
