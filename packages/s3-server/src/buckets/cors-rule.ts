import { S3Error } from '../s3-error.ts';
import { childrenNamed, childrenOf, readXml, textOf } from '../xml/read.ts';
import type { XmlNode } from '../xml/write.ts';

const corsMethods = ['GET', 'PUT', 'POST', 'DELETE', 'HEAD'];
const maxRules = 100;

/**
 * A rule for the pages of other origins that may read responses. Source:
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_CORSRule.html
 */
export interface CorsRule {
  readonly id?: string;
  /** Origins, each with at most one `*`. */
  readonly origins: readonly string[];
  readonly methods: readonly string[];
  /** Request headers, each with at most one `*`. */
  readonly headers: readonly string[];
  readonly exposed: readonly string[];
  readonly maxAgeSeconds?: number;
}

/** Reads a `CORSConfiguration`. @throws S3Error MalformedXML, InvalidRequest */
export function readCorsRules(document: string): readonly CorsRule[] {
  const rules = childrenOf(readXml(document, 'CORSConfiguration'), 'CORSRule').map((element) => {
    childrenOf(element, 'ID', 'AllowedOrigin', 'AllowedMethod', 'AllowedHeader', 'ExposeHeader', 'MaxAgeSeconds');
    const texts = (name: string) => childrenNamed(element, name).map((child) => child.text.trim());
    const [id, maxAge] = [textOf(element, 'ID'), textOf(element, 'MaxAgeSeconds')];
    return {
      ...(id !== undefined && { id }),
      origins: texts('AllowedOrigin'),
      methods: texts('AllowedMethod'),
      headers: texts('AllowedHeader'),
      exposed: texts('ExposeHeader'),
      ...(maxAge !== undefined && { maxAgeSeconds: Number(maxAge) }),
    };
  });
  if (rules.length === 0 || rules.length > maxRules) throw new S3Error('MalformedXML');
  for (const rule of rules) requireSound(rule);
  return rules;
}

/** Returns the rules as GetBucketCors answers them. */
export function writeCorsRules(rules: readonly CorsRule[]): readonly XmlNode[] {
  const all = (name: string, texts: readonly string[]) => texts.map((text): XmlNode => [name, text]);
  return rules.map((rule) => [
    'CORSRule',
    [
      ['ID', rule.id],
      ...all('AllowedOrigin', rule.origins),
      ...all('AllowedMethod', rule.methods),
      ...all('AllowedHeader', rule.headers),
      ...all('ExposeHeader', rule.exposed),
      ['MaxAgeSeconds', rule.maxAgeSeconds],
    ],
  ]);
}

function requireSound(rule: CorsRule): void {
  if (rule.origins.length === 0 || rule.methods.length === 0) throw new S3Error('MalformedXML');
  const method = rule.methods.find((name) => !corsMethods.includes(name));
  if (method !== undefined)
    throw new S3Error(
      'InvalidRequest',
      `Found unsupported HTTP method in CORS config. Unsupported method is ${method}`,
    );
  const pattern = [...rule.origins, ...rule.headers].find((text) => text.split('*').length > 2);
  if (pattern !== undefined) throw new S3Error('InvalidRequest', `"${pattern}" can not have more than one wildcard.`);
  if (rule.exposed.some((name) => name.includes('*')))
    throw new S3Error('InvalidRequest', 'ExposeHeader contains wildcard.');
  if (rule.maxAgeSeconds !== undefined && !Number.isSafeInteger(rule.maxAgeSeconds)) throw new S3Error('MalformedXML');
}
