import type { ReferenceOperation, ReferenceParameter } from '../../openapi/reference/operation.ts';
import { useMessages } from '../language.tsx';
import { Prose } from './prose.tsx';

/** Renders the form that sends a request of an operation. The script of the page sends it and shows the button. */
export function TryForm({ operation: { id, method, path, parameters, body } }: { operation: ReferenceOperation }) {
  const texts = useMessages().pages.docs;
  const bodyId = `${id}-body`;
  return (
    <form class="try" data-method={method} data-path={path}>
      <h4>{texts.tryIt}</h4>
      {parameters.map((parameter) => (
        <ParameterField id={`${id}-${parameter.name}`} parameter={parameter} />
      ))}
      {body && (
        <>
          <label for={bodyId}>{texts.body}</label>
          <textarea id={bodyId} name="body" rows={body.example.split('\n').length} spellcheck={false} dir="ltr">
            {body.example}
          </textarea>
        </>
      )}
      <p>
        <button type="submit" hidden>
          {texts.send}
        </button>
      </p>
      <div class="try-response">
        <p role="status" dir="auto" />
      </div>
    </form>
  );
}

function ParameterField({ id, parameter }: { id: string; parameter: ReferenceParameter }) {
  const texts = useMessages().pages.docs;
  const { name, place, description, isRequired, example, values } = parameter;
  const shared = { id, name, 'data-in': place, 'aria-describedby': `${id}-hint` };
  return (
    <>
      <label for={id}>
        <code dir="ltr">{name}</code> {!isRequired && <small>({texts.optional})</small>}
      </label>
      <p id={`${id}-hint`} class="hint">
        <Prose text={description} />
      </p>
      {values.length > 0 ? (
        <select {...shared}>
          <option value="" />
          {values.map((value) => (
            <option value={value}>{value}</option>
          ))}
        </select>
      ) : (
        <input
          {...shared}
          type="text"
          value={example}
          required={isRequired}
          autocomplete="off"
          autocapitalize="none"
          spellcheck={false}
          dir="ltr"
        />
      )}
    </>
  );
}
