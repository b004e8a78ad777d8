import { memberIn, readJson, textIn } from './read-json.ts';
import type { TriedResponse } from './send-request.ts';

/** The ids in the examples of forms, which stand for complete uploads. */
const uploadInExample = /\bidOfUpload\d+\b/;

/**
 * Writes the ids of a response of this app into the forms that need one. A new thing's id replaces the one before, the first id of
 * a list goes where the field is empty, and a complete upload's into the example of its form.
 */
export function rememberIds(
  forms: readonly HTMLFormElement[],
  { request, status, isFromApp, headers, text }: TriedResponse,
): void {
  // The authors of files and upstreams do not choose what the reader changes next.
  if (!isFromApp) return;
  const json = readJson(text);
  const { pathname } = new URL(request.url);
  const id = textIn(json, 'id');
  const made = [headers.get('location'), textIn(json, 'url'), id === undefined ? undefined : `${pathname}/${id}`];
  if (status === 201) for (const address of made) if (address) fillIn(forms, address, () => true);
  const listed = textIn(json, 'items', '0', 'id');
  if (listed !== undefined) fillIn(forms, `${pathname.replace(/\/$/, '')}/${listed}`, (field) => field.value === '');
  if (id !== undefined && memberIn(json, 'state') === 'complete') fillInUpload(forms, textIn(json, 'form'), id);
}

/** Writes the last segment of an address of this app into the forms of operations on it. */
function fillIn(
  forms: readonly HTMLFormElement[],
  address: string,
  isFree: (field: HTMLInputElement) => boolean,
): void {
  if (!URL.canParse(address, location.origin)) return;
  const url = new URL(address, location.origin);
  if (url.origin !== location.origin) return;
  const end = url.pathname.lastIndexOf('/') + 1;
  for (const form of forms) {
    const { path = '' } = form.dataset;
    const [, name] = (path.startsWith(url.pathname.slice(0, end)) && /^\{(\w+)\}/.exec(path.slice(end))) || [];
    const field = name === undefined ? null : form.querySelector<HTMLInputElement>(`input[name="${name}"]`);
    // A name such as `me` serves every reader; only ids come from responses.
    if (field && field.defaultValue === '' && isFree(field)) field.value = url.pathname.slice(end);
  }
}

function fillInUpload(forms: readonly HTMLFormElement[], slug: string | undefined, id: string): void {
  const form = forms.find(({ dataset }) => dataset.path === `/forms/${slug}`);
  const body = form?.querySelector('textarea');
  if (body) body.value = body.value.replace(uploadInExample, id);
}
