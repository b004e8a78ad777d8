import { expect, test } from 'vitest';
import { message } from '../../src/messages/message.ts';
import { FileFieldInput, type FileFieldProps } from '../../src/views/file-field.tsx';
import { render } from '../support/render.tsx';

const props: FileFieldProps = {
  slug: 'documents',
  name: 'files',
  label: 'Files',
  rules: message('file-rules', { accepted: ['PDF', 'PNG'], maxBytes: 5_368_709_120, minFiles: 1, maxFiles: 10 }),
  types: [message('file-types-of-kind', { kind: 'documents', labels: ['PDF'] })],
  labels: { '.pdf': 'PDF' },
  required: true,
  acceptAttribute: 'application/pdf,.png',
  maxBytes: 5_368_709_120,
  minFiles: 1,
  maxFiles: 10,
  uploads: [],
};

const upload = { id: 'upload-1', filename: 'boots.png', typeLabel: 'PNG', size: 48_213 };

function renderWith(changes: Partial<FileFieldProps> = {}): string {
  return render(<FileFieldInput {...props} {...changes} />);
}

test('FileField, its rules, stand in the markup for the script', () => {
  expect(renderWith()).toContain(
    '<fieldset class="file-field" id="files" tabindex="-1" data-file-field="files" data-max-bytes="5368709120" data-min-files="1" data-max-files="10" data-accept="application/pdf,.png" data-labels="{&quot;.pdf&quot;:&quot;PDF&quot;}">',
  );
});

test('FileField, the input, has a label, a description and no name', () => {
  expect(renderWith()).toContain('<label class="button" for="files-input">Choose files</label>');
  expect(renderWith()).toContain(
    '<input type="file" id="files-input" multiple="" accept="application/pdf,.png" aria-describedby="files-hint files-error"/>',
  );
  expect(renderWith()).toContain('<p id="files-hint" class="hint">PDF and PNG; up to 10 files, 5\u00a0GB each.</p>');
});

test('FileField, without the script, has its own step and a hidden input', () => {
  expect(renderWith()).toContain('<div class="drop-zone" data-needs-script="true" hidden="">');
  expect(renderWith()).toContain('name="step" value="upload:files" formnovalidate=""');
});

test('FileField, an uploaded file, is in the form and can be removed without the script', () => {
  const html = renderWith({ uploads: [upload] });
  expect(html).toContain('<bdi class="upload-name">boots.png</bdi>, <bdi>PNG</bdi>, <bdi>47.1\u00a0KB</bdi>');
  expect(html).toContain('<input type="hidden" name="files" value="upload-1"/>');
  expect(html).toContain(
    'name="remove" value="upload-1" formnovalidate="" data-phases="complete">Remove <bdi class="visually-hidden">boots.png</bdi>',
  );
});

test('FileField, an error, stands next to the field and marks the input', () => {
  const html = renderWith({ error: 'Choose a file.' });
  expect(html).toContain('<p class="field-error" id="files-error" tabindex="-1">Choose a file.</p>');
  expect(html).toContain('aria-invalid="true"');
  expect(renderWith()).toContain('<p class="field-error" id="files-error" tabindex="-1"></p>');
});

test('FileField, for one file, takes one, and an optional field says so', () => {
  const html = renderWith({ maxFiles: 1, required: false });
  expect(html).toContain('<label class="button" for="files-input">Choose a file</label>');
  expect(html).not.toContain('multiple');
  expect(html).toContain('<legend>Files<span class="optional"> (optional)</span></legend>');
});

test('FileField, a hostile file name, stays text', () => {
  const html = renderWith({ uploads: [{ ...upload, filename: '"><script>alert(1)</script>' }] });
  expect(html).not.toContain('<script>');
  expect(html).toContain('&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;');
});

test('FileField, the row that the script fills in, sends nothing by itself', () => {
  const template = /<template.*<\/template>/s.exec(renderWith())?.[0] ?? '';
  expect(template).toContain('<input type="hidden" name="files" disabled=""/>');
  expect(template).not.toContain('type="submit"');
});
