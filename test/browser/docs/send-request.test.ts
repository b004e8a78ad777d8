import { createServer, type RequestListener } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sendRequest } from '../../../src/browser/docs/send-request.ts';

const responses: Readonly<Record<string, RequestListener>> = {
  '/json': (_, response) => response.setHeader('Content-Type', 'application/problem+json').end('{"ä": 1}'),
  '/empty': (_, response) => response.writeHead(204).end(),
  '/file': (_, response) => response.setHeader('Content-Type', 'image/png').end('not shown'),
  '/endless': (request, response) => {
    response.setHeader('Content-Type', 'text/plain');
    const write = () => {
      while (!response.destroyed && response.write('ä'.repeat(32 * 1024)));
    };
    response.on('drain', write);
    request.on('close', () => response.off('drain', write));
    write();
  },
  '/moved': (_, response) => response.writeHead(302, { Location: '/json' }).end(),
};

const server = createServer((request, response) => responses[request.url ?? '']?.(request, response));
let origin: string;
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
});
afterAll(() => server.close());

const send = (path: string) => sendRequest(new Request(origin + path));

describe('sendRequest', () => {
  it('sendRequest, a response with JSON, has its text, headers and status', async () => {
    const response = await send('/json');
    expect(response).toMatchObject({ status: 200, text: '{"ä": 1}', isCut: false, redirectedTo: undefined });
    expect(response.headers.get('content-type')).toBe('application/problem+json');
  });

  it('sendRequest, a response without a body, has an empty text', async () => {
    expect(await send('/empty')).toMatchObject({ status: 204, text: '', isCut: false });
  });

  it('sendRequest, a file, has no text', async () => {
    expect(await send('/file')).toMatchObject({ status: 200, text: undefined, isCut: false });
  });

  it('sendRequest, a text without end, is read to 256 KiB', async () => {
    const { text, isCut } = await send('/endless');
    expect(isCut).toBe(true);
    expect(text).toMatch(/^ä+\ufffd?$/);
    expect(text?.length).toBeLessThanOrEqual(256 * 1024);
  });

  it('sendRequest, a redirect, names the address that it led to', async () => {
    expect(await send('/moved')).toMatchObject({ status: 200, redirectedTo: `${origin}/json` });
  });

  it('sendRequest, no response, throws', async () => {
    await expect(sendRequest(new Request('http://127.0.0.1:1/'))).rejects.toThrow(TypeError);
  });
});
