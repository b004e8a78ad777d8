import { complete } from './stand-in.ts';

/** The characters of a method or a header's name (RFC 9110, section 5.6.2). */
export const token = /^[!#$%&'*+\-.^_`|~\dA-Za-z]+$/;

/**
 * The headers of an event. It looks names up in the event's fields, and builds real Headers for other uses and changes.
 */
class EventHeaders {
  readonly #fields: ReadonlyMap<string, string>;
  #whole: Headers | undefined;

  constructor(fields: ReadonlyMap<string, string>) {
    this.#fields = fields;
  }

  get(name: string): string | null {
    if (this.#whole || !token.test(name)) return this.whole().get(name);
    return this.#fields.get(name) ?? this.#fields.get(name.toLowerCase()) ?? null;
  }

  has(name: string): boolean {
    return this.get(name) !== null;
  }

  [Symbol.iterator](): HeadersIterator<[string, string]> {
    return this.whole()[Symbol.iterator]();
  }

  whole(): Headers {
    this.#whole ??= new Headers([...this.#fields]);
    return this.#whole;
  }
}

/**
 * A Request that builds a real one on demand. Most routes read the method, the URL and two or three headers, and a real
 * Request costs more than all of Hono's routing.
 */
class EventRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: EventHeaders;
  readonly #bytes: Uint8Array<ArrayBuffer> | null;
  #whole: Request | undefined;

  constructor(method: string, url: string, headers: EventHeaders, bytes: Uint8Array<ArrayBuffer> | null) {
    this.method = method;
    this.url = url;
    this.headers = headers;
    this.#bytes = bytes;
  }

  get body(): ReadableStream<Uint8Array<ArrayBuffer>> | null {
    return this.#bytes ? this.whole().body : null;
  }

  whole(): Request {
    this.#whole ??= new Request(this.url, { method: this.method, headers: this.headers.whole(), body: this.#bytes });
    return this.#whole;
  }
}

complete(EventHeaders.prototype, Headers.prototype);
complete(EventRequest.prototype, Request.prototype);
acceptEventRequests();

/**
 * Returns a Request of these parts. It is `instanceof Request`, has all of its fields and methods, and can be given to
 * `new Request` and `fetch`.
 *
 * @param fields names in lower case, values as Fetch wants them
 */
export function createRequest(
  method: string,
  url: string,
  fields: ReadonlyMap<string, string>,
  bytes: Uint8Array<ArrayBuffer> | null,
): Request {
  const request: unknown = new EventRequest(method, url, new EventHeaders(fields), bytes);
  // True because `complete` has given the prototype each member of Request that the class does not have itself.
  return request as Request;
}

/** Node's own Request and fetch look into private fields, which a stand-in cannot have: give them the real one. */
function acceptEventRequests(): void {
  const wholeOf = ([input, ...rest]: unknown[]): unknown[] => [
    input instanceof EventRequest ? input.whole() : input,
    ...rest,
  ];
  globalThis.Request = new Proxy(Request, {
    construct: (real, parts: unknown[], newTarget) => Reflect.construct(real, wholeOf(parts), newTarget),
  });
  globalThis.fetch = new Proxy(fetch, { apply: (real, self, parts) => Reflect.apply(real, self, wholeOf(parts)) });
}
