import { shellWord } from '../../values/shell-word.ts';
import { memberIn, readJson, textIn } from './read-json.ts';
import type { TriedResponse } from './send-request.ts';

/** The lines of a body that are seen without scrolling. */
const maxShownLines = 20;

/** Shows a response below its form, in place of the one before; without a response, only removes that. */
export function showResponse(
  form: HTMLFormElement,
  template: HTMLTemplateElement,
  response: TriedResponse | undefined,
): void {
  const place = form.querySelector('.try-response');
  for (const shown of place?.querySelectorAll(':scope > :not([role="status"])') ?? []) shown.remove();
  if (response === undefined) return;
  const parts = document.importNode(template.content, true);
  const show = (name: string, text?: string) => {
    const part = parts.querySelector<HTMLElement>(`[data-part="${name}"]`);
    if (!part) return;
    part.hidden = false;
    const field = part.querySelector('textarea');
    if (field) field.rows = Math.min((text ?? '').split('\n').length + 1, maxShownLines);
    const target = field ?? part.querySelector('code');
    if (target && text !== undefined) target.textContent = text;
  };
  const { text, headers, isFromApp, redirectedTo, isCut } = response;
  if (redirectedTo !== undefined) show('redirected', redirectedTo);
  if (text === undefined) show('not-text');
  else if (text === '') show('empty');
  else show('body', isCut ? text : indented(text));
  if (isCut) show('cut');
  show('headers', [...headers].map(([name, value]) => `${name}: ${value}`).join('\n'));
  // A reader may paste it into a shell, so it never comes from the author of a file or an upstream.
  const command = isFromApp ? sendingCommand(readJson(text)) : undefined;
  if (command !== undefined) show('next-step', command);
  place?.append(parts);
}

function indented(text: string): string {
  const json = readJson(text);
  return json === undefined ? text : JSON.stringify(json, undefined, 2);
}

/** Returns the command that sends a file by the signed request in a response. */
function sendingCommand(json: unknown): string | undefined {
  const url = textIn(json, 'request', 'url');
  const method = textIn(json, 'request', 'method');
  if (url === undefined || method === undefined) return undefined;
  const headers = Object.entries(memberIn(json, 'request', 'headers') ?? {});
  const words = headers.flatMap(([name, value]) => ['-H', shellWord(`${name}: ${value}`)]);
  const file = shellWord(`@${textIn(json, 'filename') ?? 'FILE'}`);
  return ['curl', '-X', method, ...words, '--data-binary', file, shellWord(url)].join(' ');
}
