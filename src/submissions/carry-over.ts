import type { Form } from '../forms/define-form.ts';
import { readVersion, versionOf } from '../forms/form-declaration.ts';
import { postNames } from '../forms/form-post.ts';
import { findVersion } from '../forms/versions.ts';
import type { Text } from '../messages/text.ts';
import type { Ports } from '../ports.ts';
import type { FilledInKind } from './older-page.ts';

/** The values of a form, as far as its current version takes them over from an older page or draft. */
export interface CarriedPost {
  readonly post: URLSearchParams;
  /** The labels of what was filled in and is left out. */
  readonly dropped: readonly Text[];
}

/**
 * Returns the values of a page that the current version takes over. The page names its version; values without one,
 * such as a program's, stay as they are.
 */
export async function carryOver(
  ports: Pick<Ports, 'records'>,
  form: Form,
  filledIn: URLSearchParams,
  kind: FilledInKind,
): Promise<CarriedPost> {
  const post = new URLSearchParams(filledIn);
  const version = readVersion(post.get(postNames.formVersion));
  post.delete(postNames.formVersion);
  if (version === undefined || version === versionOf(form)) return { post, dropped: [] };
  // Imported with the first page of an older version, so that a cold start does not wait for it.
  const [earlier, { carryFromOlder }] = await Promise.all([
    findVersion(ports, form.slug, version),
    import('./older-page.ts'),
  ]);
  return carryFromOlder(form, earlier, post, kind);
}
