import type { Context } from 'hono';
import type { Dependencies } from '../../dependencies.ts';
import { presignFile } from '../../files/download.ts';
import type { AppEnv } from '../../http/app-env.ts';
import { requireUser } from '../../http/guards.ts';
import { asksForJson } from '../../http/negotiation.ts';
import { redirectToFile, redirectToPreview, sendPreview } from '../../http/redirect-to-file.ts';
import { sendProblem } from '../../http/send-problem.tsx';
import { operation } from '../../openapi/operation.ts';
import { createRouter, route } from '../../openapi/router.ts';
import { Problem } from '../../problems/problem.ts';
import { findAvatar } from '../../submissions/avatar-picture.ts';
import { hasPreview } from '../../submissions/gated-file.ts';
import { isId } from '../../values/id.ts';
import { fileResponses, previewResponses } from './schemas.ts';

const ofFiles = {
  tag: 'Files',
  access: 'signed-in',
  method: 'get',
  queryParameters: [
    {
      name: 'picture',
      description: 'The id of the latest picture: clients may keep the redirect for a while then.',
    },
  ],
} as const;

const showMyAvatarOperation = operation({
  ...ofFiles,
  path: '/avatar.png',
  responses: fileResponses,
  operationId: 'showMyAvatar',
  summary: 'Get my picture',
  description: 'The picture that I sent last with the form `avatar`; 404 until I have sent one.',
  problems: ['not-found'],
});

const showAvatarOperation = operation({
  ...ofFiles,
  path: '/users/{user}/avatar',
  responses: previewResponses,
  operationId: 'showAvatar',
  summary: "Get a user's picture",
  description:
    'For all signed-in users. A small picture of what the user sent last with the form `avatar`, which has no place or camera in it; what was sent, as long as there is none.',
});

/** Redirects signed-in users to their own picture, or to that of another user. */
export function avatars(dependencies: Dependencies) {
  const routes = createRouter();

  route(routes, showMyAvatarOperation, async (c) => {
    const picture = await findOpened(c, dependencies, requireUser(c).id);
    if (!picture) return sendProblem(c, dependencies, noPicture());
    // A program gets the address of what its user sent.
    return picture.hasPreview && !asksForJson(c)
      ? redirectToPreview(c, dependencies, picture.opened, 96, picture.isNamed)
      : redirectToFile(c, dependencies, picture.opened, 'inline', picture.isNamed);
  });

  route(routes, showAvatarOperation, async (c) => {
    const id = c.req.param('user');
    const picture = await findOpened(c, dependencies, id === 'me' ? requireUser(c).id : id);
    if (!picture) return sendProblem(c, dependencies, noPicture());
    // Others never get what was sent where there is a preview: a photo tells where it was taken.
    if (picture.hasPreview) return sendPreview(c, dependencies, picture.opened, 96, picture.isNamed);
    if (!asksForJson(c)) return redirectToFile(c, dependencies, picture.opened, 'inline', picture.isNamed);
    c.header('Vary', 'Accept', { append: true });
    const { url, expiresAt } = await presignFile(dependencies.bucket, picture.opened, 'inline', 'GET');
    return c.json({ url, expiresAt: expiresAt.toISOString() }, 200);
  });

  return routes;
}

/** Returns the picture of a user, if the reader may fetch one now. */
async function findOpened(c: Context<AppEnv>, dependencies: Dependencies, userId: string) {
  const picture = isId(userId) ? await findAvatar(dependencies, userId, requireUser(c)) : undefined;
  if (!picture?.opened) return undefined;
  const { opened } = picture;
  return { opened, hasPreview: hasPreview(picture), isNamed: c.req.query('picture') === opened.id };
}

const noPicture = () => new Problem('not-found', 'no-such-picture');
