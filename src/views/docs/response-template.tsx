import { useMessages } from '../language.tsx';

/** Renders the parts of a response, from which the script of the page fills in a copy for each response. */
export function ResponseTemplate() {
  const texts = useMessages().pages.docs.response;
  return (
    <template id="response-template" data-sending={texts.sending} data-no-response={texts.noResponse}>
      <p data-part="redirected" hidden>
        {texts.redirected} <code dir="ltr" />
      </p>
      <div data-part="next-step" hidden>
        <p>{texts.nextStep}</p>
        <pre>
          <code dir="ltr" />
        </pre>
      </div>
      <p data-part="empty" hidden>
        {texts.empty}
      </p>
      <p data-part="not-text" hidden>
        {texts.notText}
      </p>
      {/* A field, so that a long body scrolls, by keyboard too. */}
      <label data-part="body" hidden>
        {texts.body}
        <textarea readonly spellcheck={false} dir="ltr" />
      </label>
      <p data-part="cut" hidden>
        {texts.cut}
      </p>
      <details>
        <summary>{texts.headers}</summary>
        <pre data-part="headers">
          <code dir="ltr" />
        </pre>
      </details>
    </template>
  );
}
