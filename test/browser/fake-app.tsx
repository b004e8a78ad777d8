/** As much of the app as the browser's script talks to: its pages of a form and a receipt, and uploads that can fail. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text as readText } from 'node:stream/consumers';
import { type BuildOptions, build } from 'esbuild';
import type { Child } from 'hono/jsx';
import { browserBuild, comfortsBuild, scriptBuild, workerBuild } from '../../browser-build.ts';
import { readBrand, readLogo } from '../../build-brand.ts';
import { declaredBrand } from '../../src/brand.ts';
import { en } from '../../src/messages/en.ts';
import { message } from '../../src/messages/message.ts';
import { Problem } from '../../src/problems/problem.ts';
import type { FileFieldUpload } from '../../src/views/file-field.tsx';
import { FormPage } from '../../src/views/form-page.tsx';
import { PageMessages } from '../../src/views/language.tsx';
import { Layout } from '../../src/views/layout.tsx';
import { ReceiptPage } from '../../src/views/receipt-page.tsx';
import { base64OfCrc32, type FakeBucket } from './fake-bucket.ts';

/** A response to give instead of the app's own. `lose`: the app acts, and its response is lost. */
export type AppFault = 'lose' | { status: number; body?: object; retryAfter?: string };

export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  // All that the script sent; the tests look into it.
  readonly body: Record<string, unknown>;
}

interface FakeUpload {
  readonly id: string;
  readonly claim: { filename: string; contentType: string; size: number; sha256?: string };
  readonly multipart?: { partSize: number; partCount: number };
  state: 'pending' | 'complete';
}

const workerFile = 'crc32-worker.js';
const comfortsFile = 'comforts.js';
const assets = Promise.all([
  bundle(scriptBuild(workerFile, comfortsFile)),
  bundle(workerBuild),
  bundle(comfortsBuild),
  bundle({ ...browserBuild, entryPoints: ['src/browser/styles.css'] }),
  readBrand().then(readLogo),
]);
const oneRequestMaxBytes = 1024 * 1024;

export async function startFakeApp(bucket: FakeBucket) {
  const [script, worker, comforts, styles, logo] = await assets;
  const uploads = new Map<string, FakeUpload>();
  const requests: SeenRequest[] = [];
  const submissions: URLSearchParams[] = [];
  const violations: string[] = [];
  const state = {
    fault: (_request: SeenRequest): AppFault | undefined => undefined,
    hasWorker: true,
    partSize: 256 * 1024,
    page: { uploads: [], maxFiles: 10, title: 'Boots', owner: 'anna' } as FakePage,
  };

  const server = createServer((request, response) => void answer(request, response));

  async function answer(request: IncomingMessage, response: ServerResponse) {
    const path = request.url ?? '/';
    const method = request.method ?? 'GET';
    const text = await readText(request);
    if (path === '/main.js') return send(response, 200, 'text/javascript; charset=utf-8', script);
    if (path === `/${workerFile}` && state.hasWorker)
      return send(response, 200, 'text/javascript; charset=utf-8', worker);
    if (path === `/${comfortsFile}`) return send(response, 200, 'text/javascript; charset=utf-8', comforts);
    if (path === '/styles.css') return send(response, 200, 'text/css; charset=utf-8', styles);
    if (path === '/logo.svg') return send(response, 200, 'image/svg+xml', logo);
    if (path === '/csp') {
      violations.push(text);
      return send(response, 204, 'text/plain', '');
    }
    if (path === '/forms/documents' && method === 'GET')
      return sendPage(response, String(<DocumentsPage {...state.page} />));
    if (path === '/forms/documents') {
      submissions.push(new URLSearchParams(text));
      return response.writeHead(303, { location: '/submissions/1' }).end();
    }
    if (!path.startsWith('/uploads')) return sendPage(response, String(<Receipt />));
    const seen = { method, path, body: text ? JSON.parse(text) : {} };
    requests.push(seen);
    const fault = state.fault(seen);
    const { status, body } = typeof fault === 'object' ? { body: {}, ...fault } : act(seen);
    if (fault === 'lose') return request.socket.destroy();
    if (typeof fault === 'object' && fault.retryAfter) response.setHeader('retry-after', fault.retryAfter);
    send(response, status, status < 400 ? 'application/json' : 'application/problem+json', JSON.stringify(body));
  }

  function act({ method, path, body }: SeenRequest): { status: number; body: object } {
    const [, , id = '', action] = path.split('/');
    if (path === '/uploads') return begin(body as unknown as FakeUpload['claim']);
    const upload = uploads.get(id);
    if (!upload) return { status: 404, body: { detail: 'There is no such upload.' } };
    if (method === 'DELETE') {
      uploads.delete(id);
      return { status: 200, body: {} };
    }
    if (action === 'request') return { status: 200, body: { request: signWhole(upload) } };
    if (action === 'parts') {
      const claims = body.parts as { partNumber: number; crc32: string }[];
      const signed = claims.map(({ partNumber, crc32 }) => ({
        partNumber,
        request: bucket.sign(id, partNumber, { 'x-amz-checksum-crc32': crc32 }),
      }));
      return { status: 200, body: { parts: signed } };
    }
    if (action === 'complete') return complete(upload, body);
    const received = [...(bucket.parts.get(id) ?? [])].map(([partNumber, bytes]) => ({
      partNumber,
      size: bytes.length,
    }));
    return { status: 200, body: { id, state: upload.state, ...(upload.multipart && { receivedParts: received }) } };
  }

  function begin(claim: FakeUpload['claim']) {
    const id = crypto.randomUUID();
    if (claim.size <= oneRequestMaxBytes) {
      const upload: FakeUpload = { id, claim, state: 'pending' };
      uploads.set(id, upload);
      return { status: 201, body: { id, state: 'pending', request: signWhole(upload) } };
    }
    const { partSize } = state;
    const multipart = { partSize, partCount: Math.ceil(claim.size / partSize) };
    uploads.set(id, { id, claim, multipart, state: 'pending' });
    bucket.parts.set(id, new Map());
    return { status: 201, body: { id, state: 'pending', multipart } };
  }

  function signWhole({ id, claim }: FakeUpload) {
    const { contentType, sha256 = '' } = claim;
    return bucket.sign(id, 0, { 'content-type': contentType, 'if-none-match': '*', 'x-amz-checksum-sha256': sha256 });
  }

  function complete(upload: FakeUpload, body: Record<string, unknown>) {
    const parts = bucket.parts.get(upload.id);
    if (upload.multipart && parts?.size !== upload.multipart.partCount) return { status: 409, body: {} };
    if (parts)
      bucket.objects.set(upload.id, Buffer.concat([...parts].sort(([a], [b]) => a - b).map(([, bytes]) => bytes)));
    const bytes = bucket.objects.get(upload.id);
    if (!bytes) return { status: 409, body: { detail: 'It is not there yet.' } };
    if (body.crc32 !== undefined && body.crc32 !== base64OfCrc32(bytes)) {
      return { status: 422, body: { detail: 'The checksum differs.' } };
    }
    upload.state = 'complete';
    return { status: 200, body: { id: upload.id, state: 'complete' } };
  }

  function sendPage(response: ServerResponse, html: string) {
    response.setHeader(
      'content-security-policy',
      `default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self' ${bucket.url}; form-action 'self'; report-uri /csp`,
    );
    send(response, 200, 'text/html; charset=utf-8', `<!doctype html>${html}`);
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A server that listens on a port has an AddressInfo.
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    formUrl: `${url}/forms/documents`,
    uploads,
    requests,
    submissions,
    violations,
    state,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

async function bundle(options: BuildOptions): Promise<string> {
  const { outputFiles = [] } = await build({ ...options, write: false });
  return outputFiles[0]?.text ?? '';
}

function send(response: ServerResponse, status: number, type: string, body: string) {
  response.writeHead(status, { 'content-type': type }).end(body);
}

/** The form's page: its uploads, the most files, and the fewest of its problem, when it has one. */
interface FakePage {
  uploads: FileFieldUpload[];
  maxFiles: number;
  title: string;
  owner: string;
  minFilesMissed?: number;
}

function DocumentsPage({ title, owner, uploads, maxFiles, minFilesMissed }: FakePage) {
  const field = { slug: 'documents', name: 'files', label: 'Files', required: true, minFiles: 1, maxFiles, uploads };
  const limits = { minFiles: 1, maxFiles, maxBytes: 10_000_000 };
  const rules = {
    rules: message('file-rules', { accepted: ['PDF', 'pictures', 'text', 'ZIP', 'video'], ...limits }),
    types: [message('file-types-of-kind', { kind: 'pictures', labels: ['PNG', 'JPEG'] })],
    labels: { '.png': 'PNG', '.mp4': 'MP4' },
    acceptAttribute: 'application/pdf,image/*,text/plain,.zip,video/*',
    maxBytes: limits.maxBytes,
  };
  return (
    <Page title="Documents">
      <FormPage
        owner={owner}
        {...{ slug: 'documents', title: 'Documents', description: 'Send us documents.', idempotencyKey: 'key-1' }}
        {...{ version: 'version-1', dropped: [] }}
        fields={[{ name: 'title', type: 'text', label: 'Title', required: true, limits: {}, value: title }]}
        fileFields={[{ ...field, ...rules }]}
        avatarId={undefined}
        problem={minFilesMissed === undefined ? undefined : tooFewFiles(minFilesMissed)}
      />
    </Page>
  );
}

function Receipt() {
  const fields = [{ label: 'Title', value: 'Boots' }];
  const facts = {
    id: 'AAAAAAAAAAAAAAAAAAAAAAAA',
    number: 1,
    isJustSent: true,
    formTitle: 'Documents',
    reference: 'documents-1',
    submitter: undefined,
    formPath: '/forms/documents',
    submittedAt: '2026-01-02T03:04:05.000Z',
  };
  return (
    <Page title="Documents">
      <ReceiptPage {...facts} notKept={[]} fields={fields} files={[]} />
    </Page>
  );
}

/** The app's own layout around a page. */
function Page({ title, children }: { title: string; children: Child }) {
  const frame = {
    ...{ stylesheetPath: '/styles.css', scriptPath: '/main.js' },
    ...{ logoPath: '/logo.svg', brand: declaredBrand },
    ...{ path: '/forms/documents', returnTo: '/forms/documents', isUserKnown: true },
    user: { username: 'anna', role: 'user' as const },
    forms: [{ slug: 'documents', title: 'Documents', place: 'forms' as const }],
  };
  return (
    <PageMessages.Provider value={en}>
      <Layout frame={frame} title={title}>
        {children}
      </Layout>
    </PageMessages.Provider>
  );
}

function tooFewFiles(min: number): Problem {
  return new Problem('invalid', 'values-invalid', {
    errors: [{ field: 'files', message: message('files-missing', { min }) }],
  });
}
