import { useMessages } from './language.tsx';

interface PasswordInputProps {
  /** The attributes of the input, with its id. */
  readonly attributes: Readonly<Record<string, unknown>> & { readonly id: string };
}

/** Renders an input for a password, beside a button that shows its characters. The script makes the button appear. */
export function PasswordInput({ attributes }: PasswordInputProps) {
  const { show, showPassword, hide, hidePassword } = useMessages().pages.account;
  return (
    <div class="input-with-button">
      <input {...attributes} type="password" />
      <button
        type="button"
        class="secondary outline"
        hidden
        aria-controls={attributes.id}
        aria-label={showPassword}
        data-reveals={attributes.id}
        data-other-text={hide}
        data-other-label={hidePassword}
      >
        {show}
      </button>
    </div>
  );
}
