import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { refuse } from '../answers/problem.tsx';
import type { AppEnv } from '../app-env.ts';
import type { Dependencies } from '../dependencies.ts';
import { completeUpload } from '../files/complete-upload.ts';
import { startUpload } from '../files/start-upload.ts';
import { findUpload, giveUp, renewRequest, uploadNotFound } from '../files/upload.ts';
import { findFileField } from '../forms/registry.ts';
import { isId } from '../id.ts';
import { readJson } from '../middleware/request-body.ts';
import { requireUser } from '../middleware/who-is-asking.ts';
import type { UploadRecord } from '../records/upload-records.ts';
import { Refusal } from '../refusal.ts';
import type { PresignedRequest } from '../storage/presign.ts';

const base64 = (bytes: number, name: string) =>
  z
    .string()
    .refine(
      (text) => Buffer.from(text, 'base64').length === bytes && Buffer.from(text, 'base64').toString('base64') === text,
      {
        error: `This must be a ${name} of ${bytes} bytes, in base64.`,
      },
    );

const Claim = z.strictObject({
  form: z.string().max(100),
  field: z.string().max(100),
  filename: z
    .string('This must be the name of the file.')
    .min(1, 'This must be the name of the file.')
    .max(10_000, 'This name is too long.'),
  contentType: z.string('This must be a media type.').max(255, 'This is not a media type.'),
  size: z
    .int('This must be the size in bytes, a whole number.')
    .min(1, 'This file is empty. Choose one with something in it.'),
  sha256: base64(32, 'SHA-256').optional(),
});

/** An upload's life, from the claim to the check; see `files/`. */
export function uploads(dependencies: Dependencies) {
  const { forms } = dependencies;
  const routes = new Hono<AppEnv>();

  routes.post('/', async (c) => {
    const user = requireUser(c);
    const { form, field, ...claim } = await readJson(c, Claim);
    const rules = findFileField(forms, user, form, field);
    if (rules instanceof Refusal) return refuse(c, dependencies, rules);
    const started = await startUpload(dependencies, { userId: user.id, form, field, rules, claim });
    if (started instanceof Refusal) return refuse(c, dependencies, started);
    c.header('Location', `/uploads/${started.upload.id}`);
    return c.json({ ...describeUpload(started.upload), request: describeRequest(started.request) }, 201);
  });

  routes.get('/:id', async (c) => {
    const upload = await findOwnUpload(c, dependencies);
    if (upload instanceof Refusal) return refuse(c, dependencies, upload);
    return c.json(describeUpload(upload));
  });

  routes.post('/:id/request', async (c) => {
    const upload = await findOwnUpload(c, dependencies);
    if (upload instanceof Refusal) return refuse(c, dependencies, upload);
    const request = await renewRequest(dependencies, upload);
    if (request instanceof Refusal) return refuse(c, dependencies, request);
    return c.json({ request: describeRequest(request) });
  });

  routes.post('/:id/complete', async (c) => {
    const user = requireUser(c);
    const upload = await findOwnUpload(c, dependencies);
    if (upload instanceof Refusal) return refuse(c, dependencies, upload);
    const rules = findFileField(forms, user, upload.form, upload.field);
    if (rules instanceof Refusal) return refuse(c, dependencies, rules);
    const complete = await completeUpload(dependencies, upload, rules);
    if (complete instanceof Refusal) return refuse(c, dependencies, complete);
    return c.json(describeUpload(complete));
  });

  routes.delete('/:id', async (c) => {
    const upload = await findOwnUpload(c, dependencies);
    if (upload instanceof Refusal) return refuse(c, dependencies, upload);
    const refusal = await giveUp(dependencies, upload);
    return refusal ? refuse(c, dependencies, refusal) : c.body(null, 204);
  });

  return routes;
}

async function findOwnUpload(c: Context<AppEnv>, dependencies: Dependencies): Promise<UploadRecord | Refusal> {
  const user = requireUser(c);
  const id = c.req.param('id') ?? '';
  return isId(id) ? findUpload(dependencies, user.id, id) : uploadNotFound();
}

function describeUpload(upload: UploadRecord) {
  const { id, form, field, filename, contentType, size, expiresAt, sha256 = null, crc32 = null } = upload;
  const isVerified = upload.state === 'complete' || upload.state === 'attached';
  return {
    id,
    form,
    field,
    // Attached is how a complete upload is kept, and nothing that its starter must tell apart.
    state: isVerified ? 'complete' : upload.state,
    filename,
    contentType,
    size,
    expiresAt,
    file: isVerified ? { id, filename, contentType, size, sha256, crc32 } : null,
    reason: upload.reason ?? null,
  };
}

function describeRequest({ method, url, headers, expiresAt }: PresignedRequest) {
  return { method, url, headers, expiresAt: expiresAt.toISOString() };
}
