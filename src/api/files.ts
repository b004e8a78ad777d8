import * as z from 'zod';
import { lazySchema } from '../openapi/lazy-schema.ts';
import { operation } from '../openapi/operation.ts';
import { time } from '../openapi/stored-files.ts';
import { signedRequestLifetimeSeconds } from '../storage/presigned-request.ts';

const FileAddress = lazySchema(() =>
  z
    .strictObject({
      url: z.url(),
      expiresAt: time(),
      filename: z.string(),
      contentType: z.string(),
      size: z.int(),
    })
    .meta({
      id: 'FileAddress',
      description: `A signed address, which opens the file to whoever has it for ${signedRequestLifetimeSeconds / 60} minutes.`,
    }),
);

const bytes = {
  200: { description: 'Its address, for who asks for `application/json` by name.', json: FileAddress },
  302: {
    description: 'To its bytes.',
    location: 'A signed address.',
  },
} as const;

const ofFiles = { tag: 'Files', access: 'signed-in', method: 'get', answers: bytes } as const;

export const showFile = operation({
  ...ofFiles,
  path: '/{id}',
  operationId: 'downloadFile',
  summary: 'Get a file',
  description: 'For whoever may see its submission. `HEAD` too.',
  hints: [
    {
      name: 'disposition',
      description: '`inline` to show what cannot run a script; all else is saved.',
      enum: ['inline', 'attachment'],
    },
  ],
});

export const showMyAvatar = operation({
  ...ofFiles,
  path: '/avatar.png',
  operationId: 'showMyAvatar',
  summary: 'Get my picture',
  description: 'The one that I sent last with the form `avatar`; not found until I have sent one.',
  problems: ['not-found'],
});

export const showAvatar = operation({
  ...ofFiles,
  path: '/users/{user}/avatar',
  operationId: 'showAvatar',
  summary: "Get somebody's picture",
  description: 'For everyone who is signed in: the one that this user has sent last with the form `avatar`.',
});
