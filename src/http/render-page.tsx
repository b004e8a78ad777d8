import type { Context } from 'hono';
import type { Child } from 'hono/jsx';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Dependencies } from '../dependencies.ts';
import { formsFor } from '../forms/registry.ts';
import type { Messages } from '../messages/messages.ts';
import { Problem } from '../problems/problem.ts';
import { AccountScriptPath } from '../views/account-script.tsx';
import { PageMessages } from '../views/language.tsx';
import { Layout } from '../views/layout.tsx';
import type { AppEnv, ResponseWithoutJson } from './app-env.ts';
import { askedLanguage, languageParameter, loadPageMessages, rememberLanguage } from './language.ts';
import { statusOf } from './status.ts';

/**
 * Responds with a page: the content inside the layout of every page, in the reader's language.
 *
 * @param titleIn returns the page's title in that language
 * @param outcome the status, or the problem that the page shows, which then sets the response's status and headers
 */
export async function renderPage(
  c: Context<AppEnv>,
  dependencies: Dependencies,
  titleIn: (messages: Messages) => string,
  content: Child,
  outcome: ContentfulStatusCode | Problem = 200,
): Promise<ResponseWithoutJson> {
  const { assets, brand, forms } = dependencies;
  const messages = await loadPageMessages(c, dependencies);
  const user = c.get('user');
  const offered = user ? formsFor(forms, user) : [];
  const frame = {
    stylesheetPath: assets.pathOf('styles.css'),
    scriptPath: assets.pathOf('main.js'),
    logoPath: assets.pathOf('logo.svg'),
    brand,
    path: c.req.path,
    returnTo: pathOfReturn(c),
    user,
    // The session and token middleware sets `user`, for anonymous requests too. Before it, the user is unknown.
    isUserKnown: 'user' in c.var,
    forms: offered,
    openFindings: c.get('openFindings'),
  };
  const title = titleIn(messages);
  const document = await (
    <PageMessages.Provider value={messages}>
      <AccountScriptPath.Provider value={assets.pathOf('account.js')}>
        <Layout frame={frame} title={outcome instanceof Problem ? messages.pages.forms.errorTitle({ title }) : title}>
          {content}
        </Layout>
      </AccountScriptPath.Provider>
    </PageMessages.Provider>
  ).toString();
  const asked = askedLanguage(c);
  if (asked && !comesFromElsewhere(c)) rememberLanguage(c, dependencies, asked);
  c.header('Content-Language', messages.language);
  c.header('Vary', 'Accept, Accept-Language', { append: true });
  if (outcome instanceof Problem) setProblemHeaders(c, outcome);
  const status = outcome instanceof Problem ? statusOf[outcome.kind] : outcome;
  return c.body(`<!doctype html>${document}`, status, { 'Content-Type': 'text/html; charset=UTF-8' });
}

/**
 * Returns the path and query to come back to after a change of language. After a post that is the page of its form,
 * since not every posted address has a page to get. `?lang=` is left out: it would win over a later choice.
 */
function pathOfReturn(c: Context<AppEnv>): string {
  const { method, url } = c.req;
  const referrer = method === 'POST' ? ownReferrer(c) : undefined;
  const { pathname, search, searchParams } = new URL(referrer ?? url);
  if (!searchParams.has(languageParameter)) return pathname + search;
  searchParams.delete(languageParameter);
  return searchParams.size === 0 ? pathname : `${pathname}?${searchParams}`;
}

/**
 * True for a request that a link of another site may have caused. It chooses a language for one page only. `none` is the
 * person's own act: an address that they type, a bookmark (Fetch Metadata, section 2.4). Browsers before 2023 do not send
 * `Sec-Fetch-Site`, but name the page before.
 */
function comesFromElsewhere(c: Context<AppEnv>): boolean {
  const site = c.req.header('Sec-Fetch-Site');
  return site === undefined ? ownReferrer(c) === undefined : site !== 'same-origin' && site !== 'none';
}

/** Returns the address of the page before, if that is one of the app. */
function ownReferrer({ req }: Context<AppEnv>): string | undefined {
  const referrer = req.header('Referer');
  const isOwn =
    referrer !== undefined && URL.canParse(referrer) && new URL(referrer).origin === new URL(req.url).origin;
  return isOwn ? referrer : undefined;
}

/**
 * Sets the headers of a problem, in any representation: `Retry-After` (RFC 9110, 10.2.3), and `WWW-Authenticate`
 * (11.6.1).
 */
export function setProblemHeaders(c: Context<AppEnv>, { kind, retryAfterSeconds }: Problem): void {
  if (kind === 'not-signed-in') c.header('WWW-Authenticate', 'Bearer');
  if (retryAfterSeconds !== undefined) c.header('Retry-After', String(retryAfterSeconds));
}
