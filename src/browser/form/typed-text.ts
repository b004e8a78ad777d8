import { inStorage, ofTab } from '../in-storage.ts';

const prefix = 'sluice-text:';

type TypedField = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/** The text of a form, kept over a reload of the page. */
export interface TypedText {
  /** Keeps the text as it is now. */
  save(): void;
  forget(): void;
}

/**
 * Keeps the text of a user's form over a reload, in this tab only. It puts the text back where the page has none. A
 * user who has signed in since, in another tab, gets none of it.
 */
export function keepTypedText(form: HTMLFormElement, owner: string, slug: string): TypedText {
  const key = `${prefix}${owner}:${slug}`;
  const fields = [...form.querySelectorAll<TypedField>('input, textarea, select')].filter(isTyped);
  inStorage(ofTab, (storage) => {
    const earlier = JSON.parse(storage.getItem(key) ?? '{}');
    for (const field of fields) if (textOf(field) === '') setText(field, earlier[field.name] ?? '');
  });
  return {
    save() {
      const text = JSON.stringify(Object.fromEntries(fields.map((field) => [field.name, textOf(field)])));
      inStorage(ofTab, (storage) => storage.setItem(key, text));
    },
    forget: () => inStorage(ofTab, (storage) => storage.removeItem(key)),
  };
}

/** Forgets the text of all forms where people sign in or out: the next person must not read it. */
export function forgetTypedTextAtSignIn(): void {
  const forget = () =>
    inStorage(ofTab, (storage) => {
      for (const key of Object.keys(storage)) if (key.startsWith(prefix)) storage.removeItem(key);
    });
  if (document.querySelector('form[action="/session"]')) forget();
  document.querySelector('form[action="/session/delete"]')?.addEventListener('submit', forget);
}

/** True for fields that people type into or choose from; never for passwords, files and hidden values. */
function isTyped({ name, type }: TypedField): boolean {
  return name !== '' && !/^(hidden|password|file|submit|button)$/.test(type);
}

function textOf(field: TypedField): string {
  return field.type === 'checkbox' ? (isTicked(field) ? 'on' : '') : field.value;
}

function setText(field: TypedField, text: string): void {
  if (field.type !== 'checkbox') field.value = text;
  // Only an input is a checkbox.
  else (field as HTMLInputElement).checked = text !== '';
}

function isTicked(field: TypedField): boolean {
  return (field as HTMLInputElement).checked;
}
