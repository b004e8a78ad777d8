import type { Context } from 'hono';
import type { Dependencies } from '../../dependencies.ts';
import type { AppEnv } from '../../http/app-env.ts';
import { requireUser } from '../../http/guards.ts';
import { asksForJson } from '../../http/negotiation.ts';
import { redirectToFile, redirectToPreview } from '../../http/redirect-to-file.ts';
import { sendProblem } from '../../http/send-problem.tsx';
import { operation } from '../../openapi/operation.ts';
import { createRouter, route } from '../../openapi/router.ts';
import { Problem } from '../../problems/problem.ts';
import { findAvatar } from '../../submissions/avatar-picture.ts';
import { hasPreview } from '../../submissions/gated-file.ts';
import { isId } from '../../values/id.ts';
import { fileResponses } from './schemas.ts';

const ofFiles = {
  tag: 'Files',
  access: 'signed-in',
  method: 'get',
  responses: fileResponses,
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
  operationId: 'showMyAvatar',
  summary: 'Get my picture',
  description: 'The picture that I sent last with the form `avatar`; 404 until I have sent one.',
  problems: ['not-found'],
});

const showAvatarOperation = operation({
  ...ofFiles,
  path: '/users/{user}/avatar',
  operationId: 'showAvatar',
  summary: "Get a user's picture",
  description: 'For all signed-in users. The picture that the user sent last with the form `avatar`.',
});

/** Redirects signed-in users to their own picture, or to that of another user. */
export function avatars(dependencies: Dependencies) {
  const routes = createRouter();

  route(routes, showMyAvatarOperation, (c) => redirectToAvatar(c, dependencies, requireUser(c).id));

  route(routes, showAvatarOperation, (c) => {
    const user = requireUser(c);
    const id = c.req.param('user');
    return redirectToAvatar(c, dependencies, id === 'me' ? user.id : id);
  });

  return routes;
}

/** Redirects to a small picture of what the user sent, where there is one. Programs get the address of what was sent. */
async function redirectToAvatar(c: Context<AppEnv>, dependencies: Dependencies, userId: string) {
  const picture = isId(userId) ? await findAvatar(dependencies, userId, requireUser(c)) : undefined;
  if (!picture?.opened) return sendProblem(c, dependencies, new Problem('not-found', 'no-such-picture'));
  const { opened } = picture;
  const isNamed = c.req.query('picture') === opened.id;
  return !asksForJson(c) && hasPreview(picture)
    ? redirectToPreview(c, dependencies, opened, 96, isNamed)
    : redirectToFile(c, dependencies, opened, 'inline', isNamed);
}
