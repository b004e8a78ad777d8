import { complete } from './stand-in.ts';

const RealResponse = globalThis.Response;
/** Statuses without a body (https://fetch.spec.whatwg.org/#null-body-status), as far as a response can have them. */
export const bodilessStatus: ReadonlySet<number> = new Set([204, 205, 304]);

/**
 * A Response of a string or nothing, as most routes return. A real one makes a stream of the string, only for the
 * adapter to read it back; this one keeps the string until the stream is read.
 */
class TextResponse {
  readonly status: number;
  readonly headers: Headers;
  readonly #text: string | null;
  #whole: Response | undefined;

  constructor(text: string | null, status: number, init: HeadersInit | undefined) {
    this.status = status;
    this.headers = new Headers(init);
    this.#text = text;
    if (text !== null && !this.headers.has('content-type'))
      this.headers.set('content-type', 'text/plain;charset=UTF-8');
  }

  get ok(): boolean {
    return this.status < 300;
  }

  get statusText(): string {
    return '';
  }

  get type(): ResponseType {
    return 'default';
  }

  clone(): Response {
    return new RealResponse(this.whole().clone().body, this);
  }

  whole(): Response {
    this.#whole ??= new RealResponse(this.#text, this);
    return this.#whole;
  }

  /** Returns undefined when the stream was read and replaces the text. */
  static textOf(response: TextResponse): string | null | undefined {
    return response.#whole ? undefined : response.#text;
  }
}

complete(TextResponse.prototype, RealResponse.prototype);
globalThis.Response = new Proxy(RealResponse, {
  construct: (real, parts: [unknown?, unknown?], newTarget) =>
    (newTarget === globalThis.Response && textResponse(...parts)) || Reflect.construct(real, parts, newTarget),
});

/** Returns the body of a Response when it is an unread string or null, else undefined. */
export function bodyText(response: object): string | null | undefined {
  return response instanceof TextResponse ? TextResponse.textOf(response) : undefined;
}

/** Returns undefined for unusual arguments, above all for wrong ones, which the real Response reports. */
function textResponse(body: unknown = null, init: unknown = {}): TextResponse | undefined {
  if ((body !== null && typeof body !== 'string') || typeof init !== 'object' || init === null) return undefined;
  const { status = 200, statusText = '', headers }: ResponseInit = init;
  if (statusText !== '' || !Number.isInteger(status) || status < 200 || status > 599) return undefined;
  if (body !== null && bodilessStatus.has(status)) return undefined;
  return new TextResponse(body, status, headers);
}
