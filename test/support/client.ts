import type { Hono } from 'hono';
import type { AppEnv } from '../../src/http/app-env.ts';

interface Sending {
  readonly json?: unknown;
  readonly form?: Record<string, string | readonly string[]>;
  readonly body?: BodyInit;
  readonly headers?: Record<string, string>;
}

/** A program or browser that keeps its cookies, and that sends the origin with what it posts, as browsers do. */
export class Client {
  readonly cookies = new Map<string, string>();
  readonly #app: Hono<AppEnv>;
  readonly #origin: string;

  constructor(app: Hono<AppEnv>, origin: string) {
    this.#app = app;
    this.#origin = origin;
  }

  get(path: string, headers: Record<string, string> = {}): Promise<Response> {
    return this.send('GET', path, { headers });
  }

  /** As a browser navigates. */
  getPage(path: string): Promise<Response> {
    return this.get(path, { accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8' });
  }

  post(path: string, sending: Sending = {}): Promise<Response> {
    return this.send('POST', path, sending);
  }

  async signIn(email: string, password: string): Promise<void> {
    const response = await this.post('/session', { json: { email, password } });
    if (response.status !== 201) throw new Error(`Sign-in failed: ${response.status} ${await response.text()}`);
  }

  async send(method: string, path: string, { json, form, body, headers = {} }: Sending = {}): Promise<Response> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await this.#app.request(
      this.#origin + path,
      {
        method,
        headers: {
          ...(method !== 'GET' && method !== 'HEAD' && { origin: this.#origin }),
          ...(cookie && { cookie }),
          ...(json !== undefined && { 'content-type': 'application/json' }),
          ...(form && { 'content-type': 'application/x-www-form-urlencoded' }),
          ...headers,
        },
        body: json === undefined ? (form ? encodeForm(form) : (body ?? null)) : JSON.stringify(json),
      },
      { clientAddress: '192.0.2.1' },
    );
    this.#keepCookies(response);
    return response;
  }

  #keepCookies(response: Response): void {
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      if (/max-age=0/i.test(cookie)) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
  }
}

function encodeForm(form: Record<string, string | readonly string[]>): string {
  return new URLSearchParams(
    Object.entries(form).flatMap(([name, value]) => [value].flat().map((one) => [name, one])),
  ).toString();
}
