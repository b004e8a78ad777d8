import type { Context, MiddlewareHandler } from 'hono';
import type { Dependencies } from '../../dependencies.ts';
import { findFileField } from '../../forms/registry.ts';
import { isScanned } from '../../forms/scan-rule.ts';
import type { AppEnv } from '../../http/app-env.ts';
import { requireUser } from '../../http/guards.ts';
import { answerInLanguage } from '../../http/language.ts';
import { sendProblem } from '../../http/send-problem.tsx';
import { operation } from '../../openapi/operation.ts';
import { createRouter, route } from '../../openapi/router.ts';
import { Problem } from '../../problems/problem.ts';
import type { UploadRecord } from '../../records/upload-records.ts';
import type { PresignedRequest } from '../../storage/presigned-request.ts';
import { planOf } from '../../uploads/part-plan.ts';
import { listReceivedParts, signParts } from '../../uploads/parts.ts';
import { renewRequest, startUpload } from '../../uploads/start.ts';
import { abandonUpload, ownUpload } from '../../uploads/upload.ts';
import { NewUploadBody, PartClaimsBody, UploadCompletionBody } from './claims.ts';
import {
  describeUpload,
  RenewedRequestJson,
  SignedPartsJson,
  StartedUploadJson,
  UploadJson,
  UploadProgressJson,
} from './schemas.ts';

const ofUploads = {
  tag: { name: 'Uploads', description: 'Files on their way from the client straight into storage.' },
  access: 'signed-in',
} as const;

const startUploadOperation = operation({
  ...ofUploads,
  method: 'post',
  path: '/uploads',
  operationId: 'startUpload',
  summary: 'Start an upload',
  description:
    'Describe the file that you want to send. A file that the field does not accept is refused here, before any byte is sent.',
  json: NewUploadBody,
  responses: {
    201: {
      description: 'The upload, with the request or the plan of parts for its bytes.',
      json: StartedUploadJson,
      location: 'The address of the upload.',
    },
  },
  problems: ['not-found'],
});

const showUploadOperation = operation({
  ...ofUploads,
  method: 'get',
  path: '/uploads/{id}',
  operationId: 'showUpload',
  summary: 'See the progress of an upload',
  description: 'Lists the parts that storage has received, so that an interrupted upload can go on.',
  responses: { 200: { description: 'The upload.', json: UploadProgressJson } },
});

const signPartsOperation = operation({
  ...ofUploads,
  method: 'post',
  path: '/uploads/{id}/parts',
  operationId: 'signParts',
  summary: 'Get signed requests for the next parts',
  description: 'Each request accepts only the bytes with the given checksum. A part can be requested and sent again.',
  json: PartClaimsBody,
  responses: { 200: { description: 'A signed request for each part.', json: SignedPartsJson } },
  problems: ['conflict'],
});

const renewRequestOperation = operation({
  ...ofUploads,
  method: 'post',
  path: '/uploads/{id}/request',
  operationId: 'renewRequest',
  summary: 'Get a new signed request for the same bytes',
  description: 'For an upload in one request, when that request expired before the bytes were sent.',
  responses: { 200: { description: 'The signed request.', json: RenewedRequestJson } },
  problems: ['conflict'],
});

const completeUploadOperation = operation({
  ...ofUploads,
  method: 'post',
  path: '/uploads/{id}/complete',
  operationId: 'completeUpload',
  summary: 'Complete an upload',
  description:
    'Checks the bytes that storage has received. If they are of another type of the same kind that the field accepts, the upload takes that type: see `contentType` and `filename`. A repeated request gets the same response.',
  json: UploadCompletionBody,
  bodyRequired: false,
  responses: { 200: { description: 'The complete upload.', json: UploadJson } },
  problems: ['not-there-yet', 'conflict'],
});

const abandonUploadOperation = operation({
  ...ofUploads,
  method: 'delete',
  path: '/uploads/{id}',
  operationId: 'abandonUpload',
  summary: 'Delete an upload',
  description: 'Deletes the upload and its bytes. An upload that belongs to a submission is kept.',
  responses: { 204: { description: 'The upload and its bytes are deleted.' } },
  problems: ['conflict'],
});

/** Starts, continues, completes and deletes uploads; the rules are in `uploads/`. */
export function uploads(dependencies: Dependencies) {
  const { forms } = dependencies;
  const routes = createRouter();

  const describe = async (c: Context<AppEnv>, upload: UploadRecord) =>
    describeUpload(upload, await dependencies.loadMessages(answerInLanguage(c)));

  routes.use('/uploads/:id/*', requireOwnUpload(dependencies));

  route(routes, startUploadOperation, async (c) => {
    const user = requireUser(c);
    const { form, field, ...claim } = c.req.valid('json');
    const rules = findFileField(forms, user, form, field);
    if (rules instanceof Problem) return sendProblem(c, dependencies, rules);
    const startsBefore = await c.get('startsAhead')?.(user.id);
    const scanned = isScanned(forms.get(form), dependencies.scanner?.name);
    const start = { userId: user.id, form, field, rules, claim, startsBefore, isScanned: scanned };
    const started = await startUpload(dependencies, start);
    if (started instanceof Problem) return sendProblem(c, dependencies, started);
    c.header('Location', `/uploads/${started.upload.id}`);
    const transfer =
      'request' in started ? { request: describeRequest(started.request) } : { multipart: started.multipart };
    return c.json({ ...(await describe(c, started.upload)), ...transfer }, 201);
  });

  route(routes, showUploadOperation, async (c) => {
    const upload = c.get('upload');
    if (upload.multipartId === undefined) return c.json(await describe(c, upload), 200);
    const received = await listReceivedParts(dependencies, upload);
    const receivedParts = received.map((part) => ({ partNumber: part.partNumber, size: part.size }));
    return c.json({ ...(await describe(c, upload)), multipart: planOf(upload), receivedParts }, 200);
  });

  route(routes, signPartsOperation, async (c) => {
    const upload = c.get('upload');
    const { parts } = c.req.valid('json');
    const signed = await signParts(dependencies, upload, parts);
    if (signed instanceof Problem) return sendProblem(c, dependencies, signed);
    const described = signed.map(({ partNumber, request }) => ({ partNumber, request: describeRequest(request) }));
    return c.json({ parts: described }, 200);
  });

  route(routes, renewRequestOperation, async (c) => {
    const upload = c.get('upload');
    const request = await renewRequest(dependencies, upload);
    if (request instanceof Problem) return sendProblem(c, dependencies, request);
    return c.json({ request: describeRequest(request) }, 200);
  });

  route(routes, completeUploadOperation, async (c) => {
    const user = requireUser(c);
    const upload = c.get('upload');
    const rules = findFileField(forms, user, upload.form, upload.field);
    if (rules instanceof Problem) return sendProblem(c, dependencies, rules);
    const { crc32 } = c.req.valid('json');
    // Imported with the first upload to complete, so that a cold start does not wait for it.
    const { completeUpload } = await import('../../uploads/complete.ts');
    const complete = await completeUpload(dependencies, upload, rules, crc32);
    if (complete instanceof Problem) return sendProblem(c, dependencies, complete);
    return c.json(await describe(c, complete), 200);
  });

  route(routes, abandonUploadOperation, async (c) => {
    const upload = c.get('upload');
    const problem = await abandonUpload(dependencies, upload);
    return problem ? sendProblem(c, dependencies, problem) : c.body(null, 204);
  });

  return routes;
}

/** Loads the upload in the path for the user that started it, before the body is read. */
function requireOwnUpload(dependencies: Dependencies): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const user = requireUser(c);
    const upload = ownUpload(dependencies, user.id, await c.get('uploadAhead')?.(user.id));
    if (upload instanceof Problem) return sendProblem(c, dependencies, upload);
    c.set('upload', upload);
    return next();
  };
}

function describeRequest({ method, url, headers, expiresAt }: PresignedRequest<'PUT'>) {
  return { method, url, headers, expiresAt: expiresAt.toISOString() };
}
