import type { Reference, ReferenceGroup } from '../../openapi/reference/reference.ts';
import { useMessages } from '../language.tsx';
import { MemberTable, schemaId } from './member-table.tsx';
import { OperationDetails } from './operation-details.tsx';
import { Prose } from './prose.tsx';
import { ResponseTable } from './response-table.tsx';
import { ResponseTemplate } from './response-template.tsx';

interface DocsPageProps {
  readonly reference: Reference;
  readonly isSignedIn: boolean;
  /** The addresses of the styles and the script that only this page needs. */
  readonly stylesheetPath: string;
  readonly scriptPath: string;
}

/** Renders the reference of the API, with a form for each operation that sends its request. */
export function DocsPage({ reference, isSignedIn, stylesheetPath, scriptPath }: DocsPageProps) {
  const texts = useMessages().pages.docs;
  const { version, description, groups, sharedResponses, schemas } = reference;
  return (
    <>
      <link rel="stylesheet" href={stylesheetPath} />
      <h1>
        {texts.title} <small>{version}</small>
      </h1>
      <p>{texts.lead}</p>
      <p>
        <Prose text={description} />
      </p>
      <p>
        {texts.forPrograms}{' '}
        <bdi>
          <a href="/openapi.json">openapi.json</a>
        </bdi>
      </p>
      <noscript>
        <p>{texts.withoutScript}</p>
      </noscript>
      <Credentials isSignedIn={isSignedIn} />
      <nav aria-labelledby="contents-heading" class="contents wide">
        <h2 id="contents-heading">{texts.contents}</h2>
        <ul>
          {groups.map(({ name }) => (
            <li>
              <a href={`#${groupId(name)}`} lang="en">
                {name}
              </a>
            </li>
          ))}
          <li>
            <a href="#shared-responses">{texts.sharedResponses}</a>
          </li>
          <li>
            <a href="#schemas">{texts.schemas}</a>
          </li>
        </ul>
      </nav>
      {groups.map((group) => (
        <Group group={group} />
      ))}
      <section aria-labelledby="shared-responses">
        <h2 id="shared-responses">{texts.sharedResponses}</h2>
        <ResponseTable label={texts.sharedResponses} responses={sharedResponses} />
      </section>
      <section aria-labelledby="schemas">
        <h2 id="schemas">{texts.schemas}</h2>
        {schemas.map((schema) => (
          <details class="wide" id={schemaId(schema.name)}>
            <summary>
              <code dir="ltr">{schema.name}</code>
            </summary>
            {schema.description && (
              <p>
                <Prose text={schema.description} />
              </p>
            )}
            <MemberTable label={schema.name} members={schema.members} />
          </details>
        ))}
      </section>
      <ResponseTemplate />
      <script type="module" src={scriptPath} />
    </>
  );
}

/** Renders the way in which requests of this page sign in: the reader's session, or a token instead. */
function Credentials({ isSignedIn }: { isSignedIn: boolean }) {
  const texts = useMessages().pages.docs;
  return (
    <section aria-labelledby="credentials-heading">
      <h2 id="credentials-heading">{texts.credentials}</h2>
      {isSignedIn ? (
        <p>{texts.signedIn}</p>
      ) : (
        <p>
          {texts.signedOut} <a href="/session/new?next=%2Fdocs">{texts.signIn}</a>
        </p>
      )}
      <label for="token">{texts.token}</label>
      <p id="token-hint" class="hint">
        {texts.tokenHint} {isSignedIn && <a href="/tokens">{texts.manageTokens}</a>}
      </p>
      <input
        id="token"
        type="password"
        autocomplete="new-password"
        spellcheck={false}
        dir="ltr"
        aria-describedby="token-hint"
      />
    </section>
  );
}

function Group({ group: { name, description, operations } }: { group: ReferenceGroup }) {
  return (
    <section aria-labelledby={groupId(name)}>
      <h2 id={groupId(name)} lang="en">
        {name}
      </h2>
      <p>
        <Prose text={description} />
      </p>
      {operations.map((operation) => (
        <OperationDetails operation={operation} />
      ))}
    </section>
  );
}

function groupId(name: string): string {
  return `operations-${name}`;
}
