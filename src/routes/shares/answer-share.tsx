import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import type * as z from 'zod';
import { describeDevice } from '../../accounts/sessions/device.ts';
import type { Dependencies } from '../../dependencies.ts';
import { presignFile } from '../../files/download.ts';
import type { AppEnv, ResponseWithoutJson } from '../../http/app-env.ts';
import { bearerToken } from '../../http/bearer-token.ts';
import { asksForJson } from '../../http/negotiation.ts';
import { renderPage } from '../../http/render-page.tsx';
import { readForm } from '../../http/request-body.ts';
import { sendProblem } from '../../http/send-problem.tsx';
import { Problem } from '../../problems/problem.ts';
import { type OpenShare, openShare } from '../../sharing/open-share.ts';
import { isPass, signPass } from '../../sharing/share-pass.ts';
import { closedProblem, findSharedFile, shareNotFound, type UsedShare, useShare } from '../../sharing/use-share.ts';
import { appCookie } from '../../values/cookies.ts';
import { newId, readId } from '../../values/id.ts';
import { LockedSharePage, OpenSharePage } from '../../views/open-share-page.tsx';
import type { OpenShareBody } from './schemas.ts';

/** Shows the page of a link. It writes nothing, so that mail scanners and previews use nothing up. */
export async function showShare(c: Context<AppEnv>, dependencies: Dependencies): Promise<ResponseWithoutJson> {
  hide(c);
  const opened = await openShare(dependencies, dependencies.forms, tokenOf(c));
  if (!opened) return sendProblem(c, dependencies, shareNotFound());
  const hasPass = passOf(c, dependencies)(opened.share.id);
  if (opened.end === 'expired')
    return sendProblem(c, dependencies, hasPass ? new Problem('gone', 'share-expired') : shareNotFound());
  if (opened.end === 'used-up' && !hasPass) return sendProblem(c, dependencies, shareNotFound());
  return opened.share.passwordHash !== undefined && !hasPass
    ? showLocked(c, dependencies)
    : showFiles(c, dependencies, opened, hasPass);
}

/** Opens a link after a press of its button, and leads to the file or back to the page. */
export async function openBySubmit(c: Context<AppEnv>, dependencies: Dependencies): Promise<ResponseWithoutJson> {
  hide(c);
  const form = (await readForm(c)) ?? new URLSearchParams();
  const used = await useShare(dependencies, dependencies.forms, tokenOf(c), {
    ...clientOf(c, dependencies),
    password: form.get('password') ?? undefined,
    fileId: form.get('file') || undefined,
    pageKey: readId(form.get('key')),
  });
  if (used instanceof Problem) {
    const isAboutPassword = used.errors.length > 0 || used.kind === 'limit-reached';
    return isAboutPassword ? showLocked(c, dependencies, used) : sendProblem(c, dependencies, used);
  }
  givePass(c, dependencies, used);
  if (!form.get('file') || !used.file?.opened) return c.redirect(c.req.path, 303);
  const { url } = await presignFile(dependencies.bucket, used.file.opened, 'attachment', 'GET');
  return c.redirect(url, 303);
}

/** Redirects a person who has opened the link to one of its files; any other goes to the page. */
export async function fetchFile(c: Context<AppEnv>, dependencies: Dependencies): Promise<ResponseWithoutJson> {
  hide(c);
  const opened = await openShare(dependencies, dependencies.forms, tokenOf(c));
  if (!opened) return sendProblem(c, dependencies, shareNotFound());
  if (!passOf(c, dependencies)(opened.share.id) || opened.end === 'expired') return c.redirect(`/s/${tokenOf(c)}`, 303);
  const file = findSharedFile(opened, c.req.param('id'));
  if (file instanceof Problem || !file) return sendProblem(c, dependencies, file ?? shareNotFound());
  if (!file.opened) return sendProblem(c, dependencies, closedProblem([file]));
  const method = c.req.method === 'HEAD' ? 'HEAD' : 'GET';
  const { url } = await presignFile(dependencies.bucket, file.opened, 'attachment', method);
  return c.redirect(url, 302);
}

/** Opens a link for a program, which sends its secret as a bearer token. */
export async function answerProgram(
  c: Context<AppEnv>,
  dependencies: Dependencies,
  { password, file: fileId }: z.output<typeof OpenShareBody>,
) {
  const secret = bearerToken(c) ?? '';
  const request = { ...clientOf(c, dependencies), password, fileId };
  const used = await useShare(dependencies, dependencies.forms, secret, request);
  if (used instanceof Problem) return sendProblem(c, dependencies, used);
  const { opened, file } = used;
  givePass(c, dependencies, used);
  if (file?.opened && !asksForJson(c))
    return c.redirect((await presignFile(dependencies.bucket, file.opened, 'attachment', 'GET')).url, 303);
  const files = opened.files.map(async ({ file: { id, filename, contentType, size }, opened: whole }) => {
    const signed = whole && (await presignFile(dependencies.bucket, whole, 'attachment', 'GET'));
    return { id, filename, contentType, size, url: signed?.url ?? null };
  });
  const { form, sender, bounds } = opened;
  return c.json({ form: form.slug, sender, expiresAt: bounds.expiresAt, files: await Promise.all(files) }, 200);
}

function showLocked(c: Context<AppEnv>, dependencies: Dependencies, problem?: Problem): Promise<ResponseWithoutJson> {
  const page = <LockedSharePage path={c.req.path} pageKey={newId()} failure={problem} />;
  return renderPage(c, dependencies, ({ pages }) => pages.openShare.locked, page, problem);
}

function showFiles(
  c: Context<AppEnv>,
  dependencies: Dependencies,
  { share, form, sender, files, bounds }: OpenShare,
  hasPass: boolean,
): Promise<ResponseWithoutJson> {
  const usesLeft = bounds.maxUses === undefined ? undefined : bounds.maxUses - share.uses;
  const shown = files.map(({ file: { id, filename, size }, gate }) => ({ id, filename, size, ...gate }));
  const page = (
    <OpenSharePage
      {...{ path: c.req.path, pageKey: newId(), hasPass, sender, usesLeft }}
      {...{ title: form.title, expiresAt: bounds.expiresAt, files: shown }}
    />
  );
  return renderPage(c, dependencies, ({ pages }) => pages.openShare.title, page);
}

const tokenOf = (c: Context<AppEnv>) => c.req.param('token') ?? '';

/** Keeps a page out of search engines. No cache keeps it anyway, and no other site learns its address as referrer. */
function hide(c: Context<AppEnv>): void {
  c.header('X-Robots-Tag', 'noindex, nofollow');
}

function clientOf(c: Context<AppEnv>, dependencies: Dependencies) {
  return {
    client: describeDevice(c.req.header('User-Agent')),
    address: c.get('clientAddress'),
    hasPass: passOf(c, dependencies),
  };
}

function passOf(c: Context<AppEnv>, { publicUrl, linkSigner, clock }: Dependencies) {
  return (shareId: string) => isPass(linkSigner, getCookie(c, cookieOf(publicUrl, shareId).name), shareId, clock());
}

/** Sets the cookie of a link, unless the browser has it. */
function givePass(c: Context<AppEnv>, dependencies: Dependencies, { opened, passUntil }: UsedShare): void {
  if (passUntil === undefined) return;
  const { publicUrl, linkSigner, clock } = dependencies;
  const { id } = opened.share;
  const { name, options } = cookieOf(publicUrl, id);
  const until = new Date(passUntil);
  const maxAge = Math.max(0, Math.floor((until.getTime() - clock().getTime()) / 1000));
  setCookie(c, name, signPass(linkSigner, id, until), { ...options, maxAge });
}

function cookieOf(publicUrl: string, shareId: string) {
  const { name, options } = appCookie(publicUrl, 'sluice-link');
  return { name: `${name}.${shareId.slice(0, 16)}`, options };
}
