#!/usr/bin/env node
/*
 * Sends a file of any size to a form of Sluice, from Node 20 on, without dependencies. The file is read as a stream,
 * part by part; what fails is tried again, and an upload that was interrupted goes on where it stopped.
 *
 *   SLUICE_URL=https://files.example.com SLUICE_TOKEN=… node upload.mjs FILE [--form documents] [--field files]
 *     [--type application/zip] [--resume UPLOAD_ID]
 *
 * Prints the upload's id, which goes into the form's submission.
 */
import { createHash } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { crc32 } from 'node:zlib';

const maxSinglePutBytes = 6 * 1024 ** 2;
const partsAtOnce = 4;
const usage = 'Usage: SLUICE_URL=… SLUICE_TOKEN=… node upload.mjs FILE [--form …] [--field …] [--type …] [--resume ID]';

/** Sends a file and resolves with the id of its upload, complete. */
export async function uploadFile(path, { origin, token, form, field, type = '', resume, onStep = () => {} }) {
  const file = await open(path);
  const api = { origin, token };
  try {
    const { size } = await file.stat();
    const claim = { form, field, filename: basename(path), contentType: type, size };
    const begun = resume ? await ask(api, 'GET', `/uploads/${resume}`) : await start(api, file, claim);
    if (begun.size !== size) throw new Error(`The upload ${begun.id} is of another file: it has ${begun.size} bytes.`);
    // So that whoever is interrupted can go on with it.
    onStep(`Upload ${begun.id}`);
    if (begun.state === 'pending') await (begun.multipart ? sendParts : sendWhole)(api, file, begun, onStep);
    const { id } = await ask(api, 'POST', `/uploads/${begun.id}/complete`);
    return id;
  } finally {
    await file.close();
  }
}

async function start(api, file, claim) {
  const { size } = claim;
  const sha256 = size <= maxSinglePutBytes ? { sha256: sha256Of(await read(file, 0, size)) } : {};
  return ask(api, 'POST', '/uploads', { ...claim, ...sha256 });
}

async function sendWhole(api, file, { id, size, request }) {
  const fresh = request ?? (await ask(api, 'POST', `/uploads/${id}/request`)).request;
  await put(fresh, await read(file, 0, size));
}

/** Only so many parts are in memory at a time. A part is signed when it is about to be sent. */
async function sendParts(api, file, { id, size, multipart: { partSize, partCount }, receivedParts = [] }, onStep) {
  const there = new Set(receivedParts.map(({ partNumber }) => partNumber));
  const missing = Array.from({ length: partCount }, (_, index) => index + 1).filter((number) => !there.has(number));
  const sendNext = async () => {
    for (let partNumber = missing.shift(); partNumber !== undefined; partNumber = missing.shift()) {
      const offset = (partNumber - 1) * partSize;
      const bytes = await read(file, offset, Math.min(partSize, size - offset));
      const claim = { partNumber, crc32: crc32Of(bytes) };
      const { parts } = await ask(api, 'POST', `/uploads/${id}/parts`, { parts: [claim] });
      await put(parts[0].request, bytes);
      onStep(`Part ${partNumber} of ${partCount}`);
    }
  };
  await Promise.all(Array.from({ length: partsAtOnce }, sendNext));
}

async function read(file, position, length) {
  const bytes = Buffer.alloc(length);
  const { bytesRead } = await file.read(bytes, 0, length, position);
  if (bytesRead !== length) throw new Error('The file has become shorter while it was sent.');
  return bytes;
}

async function ask({ origin, token }, method, address, body) {
  const headers = { authorization: `Bearer ${token}`, ...(body && { 'content-type': 'application/json' }) };
  const response = await persistently(new URL(address, origin), {
    method,
    headers,
    body: body && JSON.stringify(body),
  });
  const answer = await response.json();
  if (response.ok) return answer;
  throw new Error(
    [answer.detail, ...(answer.errors ?? []).map(({ field, message }) => `${field}: ${message}`)].join('\n'),
  );
}

/** Method, address and headers exactly as they were given. */
async function put({ method, url, headers }, body) {
  const response = await persistently(url, { method, headers, body });
  // 412: an attempt before this one did arrive, and only its answer was lost.
  if (!response.ok && response.status !== 412) throw new Error(`Storage refused: ${await response.text()}`);
}

/** Tries again what did not arrive, and what the other side asks to have tried again. */
async function persistently(url, init, attempt = 1) {
  const response = await fetch(url, init).catch((error) => error);
  if (attempt === 6 || !(await mayPass(response))) {
    if (response instanceof Error)
      throw new Error(`${new URL(url).host} cannot be reached: ${response.cause ?? response}`);
    return response;
  }
  const asked = response instanceof Error ? null : response.headers.get('retry-after');
  const seconds = asked ? Number(asked) : 2 ** attempt / 4 + Math.random();
  await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
  return persistently(url, init, attempt + 1);
}

/**
 * No answer, a time-out, too many requests, a server's trouble; and what S3 calls by other statuses: bytes that came too
 * slowly (400), and two requests for one object at once (409).
 */
async function mayPass(response) {
  if (response instanceof Error || [408, 429].includes(response.status) || response.status >= 500) return true;
  if (![400, 409].includes(response.status)) return false;
  return /<Code>(RequestTimeout|ConditionalRequestConflict)</.test(await response.clone().text());
}

function sha256Of(bytes) {
  return createHash('sha256').update(bytes).digest('base64');
}

function crc32Of(bytes) {
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE(crc32(bytes));
  return checksum.toString('base64');
}

/** Undefined when it was not called as it wants to be. */
function readArguments() {
  const { SLUICE_URL: origin = 'http://localhost:3000', SLUICE_TOKEN: token } = process.env;
  const options = { form: { type: 'string', default: 'documents' }, field: { type: 'string', default: 'files' } };
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { ...options, type: { type: 'string' }, resume: { type: 'string' } },
    });
    const [path] = positionals;
    return path && token ? [path, { origin, token, ...values, onStep: console.error }] : undefined;
  } catch {
    return undefined;
  }
}

function fail(message, code) {
  console.error(message);
  process.exitCode = code;
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const given = readArguments();
  if (given) await uploadFile(...given).then(console.log, ({ message }) => fail(message, 1));
  else fail(usage, 2);
}
