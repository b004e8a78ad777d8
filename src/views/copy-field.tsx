import { AccountScript } from './account-script.tsx';
import { useMessages } from './language.tsx';

interface CopyFieldProps {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly hint: string;
}

/** Renders a text for copying, in an input that selects it. The script makes the button beside it appear. */
export function CopyField({ id, label, value, hint }: CopyFieldProps) {
  const { copy, copied } = useMessages().pages.account;
  return (
    <div class="copy-field">
      <label for={id}>{label}</label>
      <p id={`${id}-hint`} class="hint">
        {hint}
      </p>
      <div class="input-with-button">
        <input
          id={id}
          type="text"
          value={value}
          readonly
          dir="ltr"
          autocomplete="off"
          spellcheck={false}
          aria-describedby={`${id}-hint`}
        />
        <button type="button" hidden data-copies={id} data-done={copied}>
          {copy}
        </button>
        <AccountScript />
      </div>
      <p id={`${id}-copied`} class="visually-hidden" role="status" />
    </div>
  );
}
