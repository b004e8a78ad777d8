import { S3Error } from '../s3-error.ts';
import type { Tag } from '../storage/record.ts';
import { childNamed, childrenNamed, childrenOf, readXml, refuseLacking, textOf, type XmlElement } from '../xml/read.ts';
import type { XmlNode } from '../xml/write.ts';

/**
 * A lifecycle rule: it deletes objects or aborts uploads by their age. Source:
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_LifecycleRule.html
 */
export interface LifecycleRule {
  readonly id: string;
  readonly enabled: boolean;
  readonly prefix: string;
  readonly tags: readonly Tag[];
  /** The age in days at which objects are deleted. */
  readonly expirationDays?: number;
  /** The age in days at which unfinished uploads are aborted. */
  readonly abortUploadsAfterDays?: number;
}

const maxRules = 1000;

/**
 * Reads a `LifecycleConfiguration`, and refuses actions that the embedded bucket would not carry out.
 *
 * @throws S3Error MalformedXML, InvalidRequest
 */
export function readLifecycleRules(document: string): readonly LifecycleRule[] {
  const elements = childrenOf(readXml(document, 'LifecycleConfiguration'), 'Rule');
  if (elements.length === 0 || elements.length > maxRules) throw new S3Error('MalformedXML');
  const rules = elements.map(readRule);
  if (new Set(rules.map((rule) => rule.id)).size < rules.length)
    throw new S3Error('InvalidArgument', 'Rule ID must be unique.');
  return rules;
}

/** Returns the rules as GetBucketLifecycleConfiguration answers them. */
export function writeLifecycleRules(rules: readonly LifecycleRule[]): readonly XmlNode[] {
  return rules.map((rule) => [
    'Rule',
    [
      ['ID', rule.id],
      ['Filter', writeFilter(rule)],
      ['Status', rule.enabled ? 'Enabled' : 'Disabled'],
      ['Expiration', rule.expirationDays === undefined ? undefined : [['Days', rule.expirationDays]]],
      [
        'AbortIncompleteMultipartUpload',
        rule.abortUploadsAfterDays === undefined ? undefined : [['DaysAfterInitiation', rule.abortUploadsAfterDays]],
      ],
    ],
  ]);
}

function readRule(element: XmlElement, index: number): LifecycleRule {
  const stranger = element.children.find((child) => !known.includes(child.name));
  if (stranger) throw new S3Error('NotImplemented', `The embedded bucket has no lifecycle action ${stranger.name}.`);
  const status = textOf(element, 'Status');
  if (status !== 'Enabled' && status !== 'Disabled') throw new S3Error('MalformedXML');
  const { prefix, tags } = readFilter(element);
  const expirationDays = readDays(childNamed(element, 'Expiration'), 'Days');
  const abortUploadsAfterDays = readDays(childNamed(element, 'AbortIncompleteMultipartUpload'), 'DaysAfterInitiation');
  if (expirationDays === undefined && abortUploadsAfterDays === undefined) {
    throw new S3Error('InvalidRequest', 'At least one action needs to be specified in a rule.');
  }
  if (abortUploadsAfterDays !== undefined && tags.length > 0) {
    throw new S3Error('InvalidRequest', 'AbortIncompleteMultipartUpload cannot be specified with Tags.');
  }
  return {
    id: textOf(element, 'ID') || `rule-${index + 1}`,
    enabled: status === 'Enabled',
    prefix,
    tags,
    ...(expirationDays !== undefined && { expirationDays }),
    ...(abortUploadsAfterDays !== undefined && { abortUploadsAfterDays }),
  };
}

const known = ['ID', 'Prefix', 'Filter', 'Status', 'Expiration', 'AbortIncompleteMultipartUpload'];

/** Reads a filter. It is empty, a prefix, a tag, or an `And` of several; an old rule has its prefix beside it. */
function readFilter(rule: XmlElement): { prefix: string; tags: readonly Tag[] } {
  const filter = childNamed(rule, 'Filter');
  const [single, both] = [childNamed(rule, 'Prefix'), filter && childNamed(filter, 'And')];
  if ((filter === undefined) === (single === undefined) || (filter?.children.length ?? 0) > 1)
    throw new S3Error('MalformedXML');
  const scope = both ?? filter;
  for (const element of [filter, both])
    if (element) refuseLacking(element, 'ObjectSizeGreaterThan', 'ObjectSizeLessThan');
  if (!scope) return { prefix: single?.text ?? '', tags: [] };
  childrenOf(scope, 'Prefix', 'Tag', ...(both ? [] : ['And']));
  const tags = childrenNamed(scope, 'Tag').map((tag) => ({
    key: textOf(tag, 'Key') ?? '',
    value: textOf(tag, 'Value') ?? '',
  }));
  return { prefix: textOf(scope, 'Prefix') ?? '', tags };
}

function writeFilter({ prefix, tags }: LifecycleRule): readonly XmlNode[] {
  const nodes: XmlNode[] = tags.map(({ key, value }) => [
    'Tag',
    [
      ['Key', key],
      ['Value', value],
    ],
  ]);
  if (tags.length === 0) return [['Prefix', prefix]];
  if (tags.length === 1 && prefix === '') return nodes;
  return [['And', [['Prefix', prefix], ...nodes]]];
}

function readDays(element: XmlElement | undefined, name: string): number | undefined {
  if (!element) return undefined;
  const [only, second] = element.children;
  if (only?.name !== name || second)
    throw new S3Error('NotImplemented', `The embedded bucket reads only ${name} in ${element.name}.`);
  if (!/^[1-9]\d{0,8}$/.test(only.text))
    throw new S3Error('InvalidArgument', `'${name}' for ${element.name} action must be a positive integer`);
  return Number(only.text);
}
