import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { parseAccept } from 'hono/utils/accept';
import type { Dependencies } from '../dependencies.ts';
import { firstLanguage, isLanguage, type Language } from '../messages/language.ts';
import type { Messages } from '../messages/messages.ts';
import { appCookie } from '../values/cookies.ts';
import { daySeconds } from '../values/duration.ts';
import type { AppEnv } from './app-env.ts';

/** The parameter of an address that asks for a page in a language. */
export const languageParameter = 'lang';

/** The days for which a browser remembers the language. */
const rememberedDays = 365;

/**
 * Loads the texts of a page in the reader's language. `?lang=` decides, then the account, the cookie, `Accept-Language`,
 * and last the deployment.
 */
export function loadPageMessages(c: Context<AppEnv>, dependencies: Dependencies): Promise<Messages> {
  const language =
    askedLanguage(c) ?? c.get('user')?.language ?? rememberedLanguage(c, dependencies) ?? acceptedLanguage(c);
  return dependencies.loadMessages(language ?? dependencies.brand.language);
}

/** Loads the texts of a response to a program: English unless `Accept-Language` asks for another language. */
export function loadProblemMessages(c: Context<AppEnv>, { loadMessages }: Dependencies): Promise<Messages> {
  return loadMessages(languageForPrograms(c));
}

/** Sets the headers of a response to a program whose texts are in its language, and returns that. */
export function answerInLanguage(c: Context<AppEnv>): Language {
  const language = languageForPrograms(c);
  c.header('Content-Language', language);
  c.header('Vary', 'Accept-Language', { append: true });
  return language;
}

/** Returns the language that the address asks for. */
export function askedLanguage(c: Context<AppEnv>): Language | undefined {
  const tag = c.req.query(languageParameter);
  return isLanguage(tag) ? tag : undefined;
}

/** Stores a language in the browser, for the pages of visitors and of users whose account names none. */
export function rememberLanguage(c: Context<AppEnv>, { publicUrl }: Dependencies, language: Language): void {
  const { name, options } = appCookie(publicUrl, 'sluice-language');
  setCookie(c, name, language, { ...options, maxAge: rememberedDays * daySeconds });
}

function rememberedLanguage(c: Context<AppEnv>, { publicUrl }: Dependencies): Language | undefined {
  const tag = getCookie(c, appCookie(publicUrl, 'sluice-language').name);
  return isLanguage(tag) ? tag : undefined;
}

/** Returns English, unless `Accept-Language` asks for another language. */
function languageForPrograms(c: Context<AppEnv>): Language {
  return acceptedLanguage(c) ?? 'en';
}

/** Returns the first of our languages that `Accept-Language` names, by its weights (RFC 9110, section 12.5.4). */
function acceptedLanguage(c: Context<AppEnv>): Language | undefined {
  const accepted = parseAccept(c.req.header('Accept-Language') ?? '');
  return firstLanguage(accepted.filter(({ q }) => q > 0).map(({ type }) => type));
}
