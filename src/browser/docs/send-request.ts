/** A response to a request of the page, as far as the page shows it. */
export interface TriedResponse {
  readonly request: Request;
  readonly status: number;
  readonly statusText: string;
  readonly durationMs: number;
  /** The address that redirects have led to. */
  readonly redirectedTo: string | undefined;
  /** True for a response of this app: neither a stored file's nor an upstream's. */
  readonly isFromApp: boolean;
  readonly headers: Headers;
  /** The text of the body, shortened; undefined when it is no text. */
  readonly text: string | undefined;
  readonly isCut: boolean;
}

/** The most bytes of a body that are read: more would help no reader, and files can be huge. */
const maxShownBytes = 256 * 1024;

/** Returns the request that a form describes: by the token where there is one, else by the browser's session. */
export function requestOf(form: HTMLFormElement, token: string): Request {
  const fields = [...form.querySelectorAll<HTMLInputElement | HTMLSelectElement>('[data-in]')];
  const entered = (name: string) => fields.find((field) => field.name === name)?.value ?? '';
  const path = (form.dataset.path ?? '').replaceAll(/\{(\w+)\}/g, (_, name: string) => encodePath(entered(name)));
  const url = new URL(path, location.origin);
  for (const { name, value, dataset } of fields)
    if (dataset.in === 'query' && value !== '') url.searchParams.set(name, value);
  const body = form.querySelector<HTMLTextAreaElement>('textarea')?.value.trim() || undefined;
  const headers = new Headers({ accept: 'application/json' });
  if (body !== undefined) headers.set('content-type', 'application/json');
  if (token !== '') headers.set('authorization', `Bearer ${token}`);
  return new Request(url, {
    method: form.dataset.method ?? 'GET',
    headers,
    credentials: token === '' ? 'same-origin' : 'omit',
    cache: 'no-store',
    ...(body !== undefined && { body }),
  });
}

/**
 * Sends a request and reads the beginning of its response.
 * @throws TypeError when no response arrives, or one that the browser does not show to this page
 */
export async function sendRequest(request: Request): Promise<TriedResponse> {
  const startedAt = performance.now();
  const response = await fetch(request);
  const durationMs = Math.round(performance.now() - startedAt);
  const isText = /^text\/|json|xml/.test(response.headers.get('content-type') ?? 'text/plain');
  if (!isText) await response.body?.cancel();
  const { text, isCut } = isText ? await readText(response) : { text: undefined, isCut: false };
  const { status, statusText, headers } = response;
  const redirectedTo = response.redirected ? response.url : undefined;
  const isFromApp = redirectedTo === undefined && !new URL(request.url).pathname.startsWith('/upstreams/');
  return { request, status, statusText, durationMs, redirectedTo, isFromApp, headers, text, isCut };
}

async function readText(response: Response): Promise<{ text: string; isCut: boolean }> {
  const reader = response.body?.getReader();
  const decoder = new TextDecoder();
  let text = '';
  for (let bytes = 0; reader && bytes < maxShownBytes; ) {
    const { done, value } = await reader.read();
    if (done) return { text: text + decoder.decode(), isCut: false };
    text += decoder.decode(value, { stream: true });
    bytes += value.length;
  }
  await reader?.cancel();
  return { text: text.slice(0, maxShownBytes), isCut: reader !== undefined };
}

/** A parameter may be a path of several segments. */
function encodePath(value: string): string {
  return value.split('/').map(encodeURIComponent).join('/');
}
