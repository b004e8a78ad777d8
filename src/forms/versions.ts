import type { Ports } from '../ports.ts';
import type { Form } from './define-form.ts';
import { declarationFormat, declarationOf, type FormDeclaration, versionOf } from './form-declaration.ts';
import type { Forms } from './registry.ts';

/**
 * Returns the version of a form once the table has its declaration. What names a version is written after this, so no
 * submission or draft names one that is lost. The table is called once a process and version.
 */
export async function keepVersion({ records, clock }: Pick<Ports, 'records' | 'clock'>, form: Form): Promise<string> {
  const version = versionOf(form);
  await records.versions.add({
    form: form.slug,
    version,
    format: declarationFormat,
    declaration: declarationOf(form),
    firstSeenAt: clock().toISOString(),
  });
  return version;
}

/**
 * Keeps the versions of all forms. What is filled in on a page of a form that no user has sent yet may come back
 * after a change, and the labels of what is then left out are those of the page's version. Only a process's first call
 * reaches the table.
 */
export async function keepVersions(ports: Pick<Ports, 'records' | 'clock'>, forms: Forms): Promise<void> {
  for (const form of forms.values()) await keepVersion(ports, form);
}

/** Returns the stored declaration of a version of a form; `undefined` when the table has none. */
export async function findVersion(
  { records }: Pick<Ports, 'records'>,
  slug: string,
  version: string,
): Promise<FormDeclaration | undefined> {
  // Imported with the first version to read, so that a cold start does not wait for it.
  const [item, { readDeclaration }] = await Promise.all([
    records.versions.find(slug, version),
    import('./stored-declaration.ts'),
  ]);
  return readDeclaration(item);
}

/**
 * Returns the declaration by which a submission is shown: that of its version. A submission from before there were
 * versions, and one whose version cannot be read, is shown by the current declaration.
 *
 * @returns `undefined` when the form is no longer declared either
 */
export async function declarationFor(
  ports: Pick<Ports, 'records'>,
  forms: Forms,
  { form: slug, formVersion }: { readonly form: string; readonly formVersion?: string },
): Promise<FormDeclaration | undefined> {
  const form = forms.get(slug);
  const isOfToday = formVersion === undefined || (form && formVersion === versionOf(form));
  const stored = isOfToday ? undefined : await findVersion(ports, slug, formVersion);
  return stored ?? (form && declarationOf(form));
}

/** Returns the stored declarations of a form, the newest first, without those that cannot be read. */
export async function listVersions({ records }: Pick<Ports, 'records'>, slug: string): Promise<FormDeclaration[]> {
  const [items, { readDeclaration }] = await Promise.all([
    records.versions.list(slug),
    import('./stored-declaration.ts'),
  ]);
  return items.map(readDeclaration).filter((declaration) => declaration !== undefined);
}
