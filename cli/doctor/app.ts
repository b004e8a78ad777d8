import { type Check, type Finding, ok, wrong } from '../../src/health/finding.ts';

const timeoutMs = 10_000;
const foreignOrigin = 'https://foreign.example';

/** Checks that the app answers at its own public address. */
export function appAnswers(publicUrl: string): Check {
  return {
    name: 'app',
    async ask() {
      const response = await ask(`${publicUrl}/health`);
      const fix = `Start or deploy the app, and let PUBLIC_URL be the address at which browsers find it.`;
      if (!response) return wrong(`Nothing responds at ${publicUrl}.`, fix);
      const text = await response.text();
      return response.ok && /"status":\s*"ok"/.test(text) ? ok() : wrong(notOurs(publicUrl, response), fix);
    },
  };
}

/**
 * Checks that only the app's own pages may read its responses: CORS headers would let others.
 *
 * An API with a CORS configuration answers preflights itself, for every origin. An API without one hands them on to the
 * app, whose responses have an id.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html
 */
export function otherOriginsCannotRead(publicUrl: string): Check {
  return {
    name: "app's CORS",
    needs: ['app'],
    async ask() {
      const headers = { Origin: foreignOrigin, 'Access-Control-Request-Method': 'GET' };
      const response = await ask(`${publicUrl}/health`, { method: 'OPTIONS', headers });
      await response?.body?.cancel();
      const fix = 'Remove the CORS configuration of the API (CorsConfiguration).';
      const allowed = response?.headers.get('Access-Control-Allow-Origin') ?? null;
      if (allowed !== null) return wrong(`It lets ${allowed} read its answers.`, fix);
      if (response?.headers.has('X-Request-Id')) return ok('none');
      return wrong('Something in front of the app answers the preflight requests of other sites.', fix);
    },
  };
}

/** Checks the stores that the app itself reaches, with its own rights and from its own network. */
export function appIsReady(publicUrl: string): Check {
  return {
    name: 'app is ready',
    needs: ['app', 'bucket', 'table'],
    async ask(): Promise<Finding> {
      const response = await ask(`${publicUrl}/health/ready`);
      if (response?.ok) return ok();
      const text = (await response?.text()) ?? 'no answer';
      return wrong(
        `It does not reach what it needs: ${text}`,
        "Compare its variables and its role with template.yaml's.",
      );
    },
  };
}

async function ask(url: string, init: RequestInit = {}): Promise<Response | undefined> {
  try {
    return await fetch(url, { ...init, signal: AbortSignal.timeout(timeoutMs) });
  } catch {
    return undefined;
  }
}

function notOurs(publicUrl: string, { status }: Response): string {
  return `What answers at ${publicUrl}/health (${status}) is not a healthy Sluice.`;
}
