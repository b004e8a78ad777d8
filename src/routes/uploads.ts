import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { refuse } from '../answers/problem.tsx';
import type { AppEnv } from '../app-env.ts';
import type { Dependencies } from '../dependencies.ts';
import { completeUpload } from '../files/complete-upload.ts';
import { maxPartCount, planParts } from '../files/part-plan.ts';
import { renewRequest, startUpload } from '../files/start-upload.ts';
import { findUpload, giveUp, uploadNotFound } from '../files/upload.ts';
import { listReceivedParts, signParts } from '../files/upload-parts.ts';
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
  form: z.string('This must be the name of a form.').max(100, 'There is no form with such a name.'),
  field: z.string('This must be the name of a file field.').max(100, 'There is no field with such a name.'),
  filename: z
    .string('This must be the name of the file.')
    .min(1, 'This must be the name of the file.')
    .max(10_000, 'This name is too long.'),
  contentType: z.string('This must be a media type.').max(255, 'This is not a media type.'),
  size: z
    .int('This must be the size in bytes, a whole number.')
    .min(1, 'This file is empty. Choose one with something in it.'),
  sha256: base64(32, 'SHA-256').optional(),
  crc32: base64(4, 'CRC-32').optional(),
});

const partNumber = z
  .int('This must be a whole number.')
  .min(1, 'Parts are counted from 1.')
  .max(maxPartCount, `Parts are counted up to ${maxPartCount}.`);

const PartClaims = z.strictObject({
  parts: z
    .array(z.strictObject({ partNumber, crc32: base64(4, 'CRC-32') }), 'This must be a list of parts.')
    .min(1, 'Name at least one part.')
    .max(100, 'Name at most 100 parts at a time.')
    .refine((parts) => new Set(parts.map((part) => part.partNumber)).size === parts.length, 'A part is named twice.'),
});

const Completion = z.strictObject({ crc32: base64(4, 'CRC-32').optional() });

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
    const way = 'request' in started ? { request: describeRequest(started.request) } : { multipart: started.multipart };
    return c.json({ ...describeUpload(started.upload), ...way }, 201);
  });

  routes.get('/:id', async (c) => {
    const upload = await findOwnUpload(c, dependencies);
    if (upload instanceof Refusal) return refuse(c, dependencies, upload);
    if (upload.multipartId === undefined) return c.json(describeUpload(upload));
    const received = await listReceivedParts(dependencies, upload);
    const receivedParts = received.map((part) => ({ partNumber: part.partNumber, size: part.size }));
    return c.json({ ...describeUpload(upload), multipart: planParts(upload.size), receivedParts });
  });

  routes.post('/:id/parts', async (c) => {
    const upload = await findOwnUpload(c, dependencies);
    if (upload instanceof Refusal) return refuse(c, dependencies, upload);
    const { parts } = await readJson(c, PartClaims);
    const signed = await signParts(dependencies, upload, parts);
    if (signed instanceof Refusal) return refuse(c, dependencies, signed);
    return c.json({
      parts: signed.map(({ partNumber, request }) => ({ partNumber, request: describeRequest(request) })),
    });
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
    const { crc32 } = c.req.header('Content-Type') === undefined ? {} : await readJson(c, Completion);
    const complete = await completeUpload(dependencies, upload, rules, crc32);
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
    state: upload.state,
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
