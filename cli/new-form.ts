import { writeFile } from 'node:fs/promises';
import { slugPattern } from '../src/forms/define-form.ts';
import { addImport, editSource, expectAbsent, readName, replaceOnce, toCamelCase, toTitle } from './edit-source.ts';

/** `npm run new:form -- travel-costs`: writes a form to fill in, and its line in the registry. */
const usage = `Name the form as its address will be, in lower-case words with hyphens:

  npm run new:form -- travel-costs`;

try {
  const slug = readName(process.argv.slice(2), usage);
  if (!slugPattern.test(slug)) throw new Error(usage);
  // The suffix keeps it apart from the fields and file types that a form imports, and from reserved words.
  const name = `${toCamelCase(slug)}Form`;
  const path = `src/forms/definitions/${slug}.ts`;
  await expectAbsent(path);
  await editSource('src/forms/registry.ts', (source) =>
    replaceOnce(
      addImport(source, './definitions/', `import { ${name} } from './definitions/${slug}.ts';`),
      /createForms\(\[[^\]]+\]\)/,
      (call) => call.replace(']', `, ${name}]`),
    ),
  );
  await writeFile(path, formSource(slug, name));
  console.log(`
  Wrote ${path} and its line in src/forms/registry.ts.
  Fill in title, description and fields, then "npm run dev" and look at /forms/${slug}.
  A test of its rules: test/forms/definitions/${slug}.test.ts.
`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

function formSource(slug: string, name: string): string {
  return `import { pdf } from '../../files/media-type.ts';
import { mebibytes } from '../../values/byte-size.ts';
import { admins, anyoneSignedIn, defineForm } from '../define-form.ts';
import { files, text } from '../field.ts';

/** Asks for … */
export const ${name} = defineForm({
  slug: '${slug}',
  title: '${toTitle(slug)}',
  description: 'Send us …',
  fields: {
    title: text({ label: 'Title', required: true }),
    files: files({ label: 'Files', accept: [pdf], maxBytes: mebibytes(10), minFiles: 1, maxFiles: 3 }),
  },
  submit: anyoneSignedIn,
  review: admins,
});
`;
}
