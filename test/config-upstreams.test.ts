import { describe, expect, it } from 'vitest';
import { InvalidConfig, readConfig } from '../src/config.ts';

const url = 'https://api.example.com/v1';

function upstreamsOf(value: unknown, environment: Record<string, string> = {}) {
  return readConfig({ ...environment, UPSTREAMS: typeof value === 'string' ? value : JSON.stringify(value) }).upstreams;
}

function refusalOf(value: unknown, environment: Record<string, string> = {}): string {
  try {
    upstreamsOf(value, environment);
  } catch (error) {
    if (error instanceof InvalidConfig) return error.message;
    throw error;
  }
  throw new Error('It was accepted.');
}

describe('UPSTREAMS', () => {
  it('is empty when it is not set', () => {
    expect(readConfig({}).upstreams).toEqual({});
    expect(upstreamsOf({})).toEqual({});
  });

  it('says of each upstream where it is, what it is sent, who may ask it and how long it may take', () => {
    const headers = { Authorization: 'env:REPORTS_TOKEN', 'x-tenant': 'ours' };
    const reports = { url, headers, access: 'admins', timeoutMs: 5_000 };
    expect(upstreamsOf({ reports }, { REPORTS_TOKEN: 'Bearer secret' })).toEqual({
      reports: {
        url,
        headers: { authorization: 'Bearer secret', 'x-tenant': 'ours' },
        access: 'admins',
        timeoutMs: 5_000,
      },
    });
  });

  it('may leave out the headers and the time, which is 25 s then: less than a gateway waits', () => {
    expect(upstreamsOf({ reports: { url, access: 'anyone' } })).toEqual({
      reports: { url, access: 'anyone', headers: {}, timeoutMs: 25_000 },
    });
  });

  it('is given to the function as a whole: reading its own outcome changes nothing', () => {
    const read = upstreamsOf({ reports: { url, headers: { 'X-A': 'b' }, access: 'anyone' } });
    expect(upstreamsOf(read)).toEqual(read);
  });

  it('names itself, the upstream and the variable when a secret is missing or cannot be a header', () => {
    const reports = { url, headers: { authorization: 'env:REPORTS_TOKEN' }, access: 'anyone' };
    expect(refusalOf({ reports })).toMatch(/^UPSTREAMS: reports .*REPORTS_TOKEN.*authorization/);
    expect(refusalOf({ reports }, { REPORTS_TOKEN: ' ' })).toMatch(/REPORTS_TOKEN/);
    const broken = refusalOf({ reports }, { REPORTS_TOKEN: 'very-secret\r\nx: y' });
    expect(broken).toMatch(/^REPORTS_TOKEN: .*reports/);
    expect(broken).not.toContain('very-secret');
  });

  it.each([
    ['{', /^UPSTREAMS: must be JSON such as/],
    [`{"a": {"url": "${url}", "access": "admins"}, "a": {"url": "${url}", "access": "anyone"}}`, /^UPSTREAMS: .*once/],
    ['[]', /^UPSTREAMS: /],
    ['"x"', /^UPSTREAMS: /],
    [{ Reports: { url, access: 'anyone' } }, /^UPSTREAMS\.Reports: /],
    [{ 'a/b': { url, access: 'anyone' } }, /^UPSTREAMS\.a\/b: /],
    [{ '': { url, access: 'anyone' } }, /^UPSTREAMS\./],
    [{ reports: { url } }, /^UPSTREAMS\.reports\.access: /],
    [{ reports: { url, access: 'everyone' } }, /^UPSTREAMS\.reports\.access: /],
    [{ reports: { access: 'anyone' } }, /^UPSTREAMS\.reports\.url: /],
    [{ reports: { url, access: 'anyone', adress: 'x' } }, /^UPSTREAMS\.reports: .*adress/],
    [{ reports: { url, access: 'anyone', timeoutMs: 0 } }, /^UPSTREAMS\.reports\.timeoutMs: /],
    [{ reports: { url, access: 'anyone', timeoutMs: '25s' } }, /^UPSTREAMS\.reports\.timeoutMs: /],
    [{ reports: { url, access: 'anyone', headers: { 'a b': 'c' } } }, /^UPSTREAMS\.reports\.headers\.a b: /],
    [{ reports: { url, access: 'anyone', headers: { a: 'b\r\nc: d' } } }, /^UPSTREAMS\.reports\.headers\.a: /],
    [{ reports: { url, access: 'anyone', headers: { Host: 'internal' } } }, /^UPSTREAMS\.reports\.headers\.Host: /],
    [{ reports: { url, access: 'anyone', headers: { 'Accept-Encoding': 'gzip' } } }, /cannot be set/],
    [{ reports: { url, access: 'anyone', headers: { 'transfer-encoding': 'chunked' } } }, /cannot be set/],
  ])('refuses %j and says where', (value, message) => {
    expect(refusalOf(value)).toMatch(message);
  });

  it.each([
    'file:///etc/passwd',
    'gopher://127.0.0.1/',
    'ftp://api.example.com',
    'api.example.com',
    '//api.example.com',
    'https://user:secret@api.example.com/',
    'https://user@api.example.com/',
    'https://api.example.com/?x=1',
    'https://api.example.com/#x',
    'https://',
  ])('attack 71: refuses %j as an address', (address) => {
    const message = refusalOf({ reports: { url: address, access: 'anyone' } });
    expect(message).toMatch(/^UPSTREAMS\.reports\.url: /);
    expect(message).not.toContain('secret');
  });
});
