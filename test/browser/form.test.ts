import { expect, test } from 'vitest';
import { undoMs } from '../../src/browser/form/removal.ts';
import { isolate } from '../../src/values/isolate.ts';
import { noise, untilPhase, useOpenForm } from './open-form.ts';

const boots = noise(48_213);

const { form, formBrowser } = useOpenForm();

const send = () => form().page.getByRole('button', { name: 'Send', exact: true });
const fieldError = () => form().page.locator('#files-error').innerText();
const liveRegion = () => form().page.locator('[role=status]').textContent();
const focused = () => form().page.evaluate(() => document.activeElement?.id || document.activeElement?.textContent);

async function choose(...names: string[]) {
  await form().input.setInputFiles(await Promise.all(names.map((name) => formBrowser().file(name, boots))));
}

test('the form, sent while files are under way, waits, says so, and then sends itself once', async () => {
  const { app, bucket, page } = form();
  bucket.state.fault = () => 'hold';
  await choose('boots.png');
  await expect.poll(() => bucket.puts.length).toBe(1);
  await send().click();
  await send().click();
  await page.getByText('The form will be sent when the uploads are done.').first().waitFor();
  expect(await send().isEnabled()).toBe(true);
  expect(app.submissions).toEqual([]);
  bucket.state.fault = () => undefined;
  bucket.release();
  await page.waitForURL('**/submissions/1');
  expect(app.submissions.map((fields) => fields.getAll('files'))).toEqual([[...app.uploads.keys()]]);
});

test('the form, a double click on Send, is sent once', async () => {
  const { app, page } = form();
  await choose('boots.png');
  await untilPhase(page, 'boots.png', 'complete');
  await send().dblclick();
  await page.waitForURL('**/submissions/1');
  expect(app.submissions).toHaveLength(1);
});

test('the form, waiting for a file that fails, explains it and leads there', async () => {
  const { app, bucket, page } = form();
  app.state.fault = ({ path }) =>
    path.endsWith('/complete') ? { status: 422, body: { reason: 'It is not a picture.' } } : undefined;
  bucket.state.fault = () => 'hold';
  await choose('boots.png');
  await expect.poll(() => bucket.puts.length).toBe(1);
  await send().click();
  bucket.release();
  await page
    .getByText(`${isolate('boots.png')} wasn’t accepted. Remove it, then send the form.`)
    .first()
    .waitFor();
  expect(await focused()).toContain('It is not a picture.');
  expect(app.submissions).toEqual([]);
});

test('the form, waiting for a file that is removed, is sent without it or says what is missing', async () => {
  const { app, bucket, page } = form();
  bucket.state.fault = () => 'hold';
  const removeWhileWaiting = async () => {
    const puts = bucket.puts.length;
    await choose('big.zip');
    await expect.poll(() => bucket.puts.length).toBe(puts + 1);
    await send().click();
    await page.getByText('The form will be sent when the uploads are done.').first().waitFor();
    await page.getByRole('button', { name: 'Cancel big.zip' }).click();
  };
  await removeWhileWaiting();
  await expect.poll(fieldError).toBe('Choose a file.');
  expect(await page.locator('.form-status').innerText()).toBe('Choose a file.');
  expect(app.submissions).toEqual([]);

  bucket.state.fault = () => undefined;
  await choose('boots.png');
  await untilPhase(page, 'boots.png', 'complete');
  bucket.state.fault = () => 'hold';
  await removeWhileWaiting();
  await page.waitForURL('**/submissions/1');
  expect(app.submissions.map((fields) => fields.getAll('files'))).toEqual([[...app.uploads.keys()]]);
});

test('the form, a removed file, is sent without it, and the app is told', async () => {
  const { app, page } = form();
  await choose('boots.png', 'kept.png');
  await untilPhase(page, 'boots.png', 'complete');
  await untilPhase(page, 'kept.png', 'complete');
  const [first, second] = app.uploads.values();
  const kept = first?.claim.filename === 'kept.png' ? first : second;
  await page.getByRole('button', { name: 'Remove boots.png' }).click();
  await untilPhase(page, 'boots.png', 'removed');
  expect(app.uploads.size).toBe(2);
  await send().click();
  await page.waitForURL('**/submissions/1');
  expect(app.submissions.map((fields) => fields.getAll('files'))).toEqual([[kept?.id]]);
  await expect.poll(() => [...app.uploads.keys()]).toEqual([kept?.id]);
});

test('the form, waiting for its uploads, can be taken back, and is not sent', async () => {
  const { app, bucket, page } = form();
  bucket.state.fault = () => 'hold';
  await choose('boots.png');
  await expect.poll(() => bucket.puts.length).toBe(1);
  await send().click();
  await page.getByRole('button', { name: 'Don’t send yet' }).click();
  expect(await page.locator('.form-status').innerText()).toBe('');
  expect(await focused()).toBe('Send');
  bucket.state.fault = () => undefined;
  bucket.release();
  await untilPhase(page, 'boots.png', 'complete');
  expect(app.submissions).toEqual([]);
});

test('the form, sent, says so with a busy button', async () => {
  const { page } = form();
  await choose('boots.png');
  await untilPhase(page, 'boots.png', 'complete');
  // The browser stays on the page, as while it waits for the response.
  await page.evaluate(() => addEventListener('submit', (event) => event.preventDefault()));
  await send().click();
  await page.getByText('Sending…').first().waitFor();
  expect(await send().getAttribute('aria-busy')).toBe('true');
});

test('the form, reloaded, has the typed text again, and not after it was sent', async () => {
  const { app, page } = form();
  app.state.page.title = '';
  await page.reload();
  await page.getByLabel('Title').fill('My boots');
  await page.waitForFunction(() => sessionStorage.length > 0);
  await page.reload();
  await page.waitForFunction(() => document.querySelector<HTMLInputElement>('[name=title]')?.value !== '');
  expect(await page.getByLabel('Title').inputValue()).toBe('My boots');
  await choose('boots.png');
  await untilPhase(page, 'boots.png', 'complete');
  await send().click();
  await page.waitForURL('**/submissions/1');
  await page.goto(app.formUrl);
  expect(await page.getByLabel('Title').inputValue()).toBe('');
});

test('the form, without its files, is not sent and says what is missing at the field', async () => {
  await send().click();
  expect(await fieldError()).toBe('Choose a file.');
  expect(await focused()).toBe('files-input');
  expect(await form().input.getAttribute('aria-invalid')).toBe('true');
  expect(form().app.submissions).toEqual([]);
});

test('the form, once a file is there or gone, no longer says below Send what was missing', async () => {
  const { page } = form();
  const status = page.locator('.form-status');
  await send().click();
  expect(await status.innerText()).toBe('Choose a file.');
  await choose('boots.png');
  await untilPhase(page, 'boots.png', 'complete');
  expect(await status.innerText()).toBe('');
  expect(await fieldError()).toBe('');

  form().app.state.fault = ({ path }) => (path.endsWith('/complete') ? { status: 422, body: {} } : undefined);
  await choose('broken.png');
  await untilPhase(page, 'broken.png', 'rejected');
  await send().click();
  expect(await status.innerText()).toContain(`${isolate('broken.png')} wasn’t accepted.`);
  await page.getByRole('button', { name: 'Remove broken.png' }).click();
  await untilPhase(page, 'broken.png', 'removed');
  expect(await status.innerText()).toBe('');
});

test('the form, Enter in a text field, is sent and neither adds nor removes a file', async () => {
  const { app, page } = form();
  app.state.page.uploads = [{ id: 'upload-1', filename: 'old.png', typeLabel: 'PNG', size: 1_000 }];
  await page.reload();
  await page.getByLabel('Title').press('Enter');
  await page.waitForURL('**/submissions/1');
  expect(app.submissions.map(String)).toEqual([
    'idempotencyKey=key-1&formVersion=version-1&title=Boots&files=upload-1',
  ]);
});

test('the file field, empty, large and wrong files, says so for each and sends the good one', async () => {
  const { app, page, input } = form();
  await input.setInputFiles([
    await formBrowser().file('empty.png', Buffer.alloc(0)),
    await formBrowser().file('huge.mp4', Buffer.alloc(10_000_001)),
    await formBrowser().file('page.html', boots),
    await formBrowser().file('boots.png', boots),
  ]);
  await untilPhase(page, 'boots.png', 'complete');
  expect(await fieldError()).toBe(
    `${isolate('empty.png')} is empty. Choose another file. ` +
      `${isolate('huge.mp4')} is larger than 9.5\u00a0MB. Choose a smaller file. ` +
      `${isolate('page.html')} can’t be uploaded: this file type isn’t accepted.`,
  );
  expect(app.requests.filter(({ path }) => path === '/uploads')).toHaveLength(1);
});

test('the file field, a name of another direction, keeps the words around it in place', async () => {
  const { page, input } = form();
  const names = ['מסמך 2', 'a\u202Egnp.txt', 'عبد الله 2'];
  await input.setInputFiles(names.map((name) => ({ name, mimeType: 'text/plain', buffer: Buffer.from('1') })));
  await page.locator('li.upload[data-phase=complete]').nth(2).waitFor();
  // The text after the name begins where the name ends, in a page that is read from the left.
  const misplaced = await page.locator('li.upload').evaluateAll((rows) =>
    rows.flatMap((row) => {
      const name = row.querySelector('.upload-name');
      const after = document.createRange();
      if (name?.nextSibling) after.selectNode(name.nextSibling);
      const gap = after.getBoundingClientRect().left - (name?.getBoundingClientRect().right ?? 0);
      return Math.abs(gap) < 2 ? [] : [`${row.textContent}: ${gap}`];
    }),
  );
  expect(misplaced).toEqual([]);
});

test('the file field, too many files, takes none of them', async () => {
  form().app.state.page.maxFiles = 2;
  await form().page.reload();
  await choose('a.png', 'b.png', 'c.png');
  expect(await fieldError()).toBe('Only 2 files can be sent here. Choose fewer or remove some.');
  expect(await form().page.locator('li.upload').count()).toBe(0);
});

test('the file field, a folder of 300 files of which none fits, says one sentence (attack 140)', async () => {
  const { page } = form();
  await page.evaluate(() => {
    const input = document.querySelector<HTMLInputElement>('input[type=file]');
    const dropped = new DataTransfer();
    for (let n = 0; n < 300; n++) dropped.items.add(new File([], `${n}.exe`));
    if (input) input.files = dropped.files;
    input?.dispatchEvent(new Event('change'));
  });
  expect(await fieldError()).toBe('Only 10 files can be sent here. Choose fewer or remove some.');
});

test('the file field, a rejected file, takes no place and is replaced by the next one', async () => {
  const { app, page } = form();
  const refuseTiny = ({ path, method }: { path: string; method: string }) => {
    const tiny = [...app.uploads.values()].find(({ claim }) => claim.filename === 'tiny.png');
    return method === 'POST' && tiny && path === `/uploads/${tiny.id}/complete`
      ? { status: 422, body: { detail: 'It is too small.' } }
      : undefined;
  };
  app.state.fault = refuseTiny;
  app.state.page.maxFiles = 2;
  await page.reload();
  await choose('a.png', 'tiny.png');
  await untilPhase(page, 'tiny.png', 'rejected');
  await choose('b.png');
  await untilPhase(page, 'b.png', 'complete');
  expect(await fieldError()).toBe('');
  await choose('c.png');
  await expect.poll(fieldError).toContain('Only 2 files');
  await page.getByRole('button', { name: 'Remove tiny.png' }).click();
  await untilPhase(page, 'tiny.png', 'removed');
  await choose('c.png');
  await expect.poll(fieldError).toContain('Only 2 files');

  app.uploads.clear();
  app.state.page.maxFiles = 1;
  await page.reload();
  await choose('tiny.png');
  await untilPhase(page, 'tiny.png', 'rejected');
  await choose('good.png');
  await untilPhase(page, 'good.png', 'complete');
  await form().row('tiny.png').waitFor({ state: 'detached' });
  expect([...app.uploads.values()].map(({ claim }) => claim.filename)).toEqual(['good.png']);
  await send().click();
  await page.waitForURL('**/submissions/1');
});

test('the file field, the same file chosen twice, sends it once', async () => {
  const path = await formBrowser().file('boots.png', boots);
  await form().input.setInputFiles(path);
  await form().input.setInputFiles(path);
  await untilPhase(form().page, 'boots.png', 'complete');
  expect(await form().page.locator('li.upload').count()).toBe(1);
});

test('the file field, a file removed by keyboard, offers the way back first, and is gone later', async () => {
  const { app, page } = form();
  app.state.page.uploads = ['one', 'two'].map((id) => ({ id, filename: `${id}.png`, typeLabel: 'PNG', size: 1_000 }));
  await page.clock.install();
  await page.reload();
  await page.getByRole('button', { name: 'Remove one.png' }).press('Enter');
  await untilPhase(page, 'one.png', 'removed');
  expect(await focused()).toBe('Undo one.png');
  await page.keyboard.press('Space');
  await untilPhase(page, 'one.png', 'complete');
  expect(await focused()).toContain('one.png');
  await page.getByRole('button', { name: 'Remove two.png' }).press('Enter');
  await untilPhase(page, 'two.png', 'removed');
  expect(app.requests).toEqual([]);
  await page.clock.fastForward(undoMs);
  await form().row('two.png').waitFor({ state: 'detached' });
  expect(await focused()).toBe('files-input');
  await expect.poll(() => app.requests.map(({ method, path }) => `${method} ${path}`)).toEqual(['DELETE /uploads/two']);
  expect(app.submissions).toEqual([]);
});

test('the file field, a cancelled upload, goes on after Undo', async () => {
  const { bucket, page } = form();
  bucket.state.fault = () => 'hold';
  await choose('boots.png');
  await expect.poll(() => bucket.puts.length).toBe(1);
  await page.getByRole('button', { name: 'Cancel boots.png' }).click();
  await untilPhase(page, 'boots.png', 'removed');
  await expect.poll(liveRegion).toContain('was cancelled');
  bucket.state.fault = () => undefined;
  bucket.release();
  await page.getByRole('button', { name: 'Undo boots.png' }).click();
  await untilPhase(page, 'boots.png', 'complete');
});

test('the file field, several files, says how much of all of them is done', async () => {
  const { bucket, page } = form();
  await choose('a.png');
  await untilPhase(page, 'a.png', 'complete');
  bucket.state.fault = () => 'hold';
  await choose('b.png');
  await page.getByText('1 of 2 files').waitFor();
  expect(await page.locator('.upload-totals').innerText()).toMatch(/^1 of 2 files, [\d.]+\u00a0KB of 94\.2\u00a0KB/);
  bucket.state.fault = () => undefined;
  bucket.release();
  await untilPhase(page, 'b.png', 'complete');
  expect(await page.locator('.upload-totals').innerText()).toBe('');
});

test('the file field, a large file and a reload, says what is unfinished until it is chosen again or discarded', async () => {
  const { app, bucket, page, input } = form();
  const film = await formBrowser().file('film.mp4', noise(3_000_000));
  const isSent = () => bucket.puts.filter(({ status }) => status === 200).length > 3;
  bucket.state.fault = () => (isSent() ? 'hold' : undefined);
  page.on('dialog', (dialog) => dialog.accept());
  await input.setInputFiles(film);
  await expect.poll(isSent).toBe(true);
  await page.reload();
  const note = page.locator('.unfinished li');
  expect(await note.innerText()).toMatch(/film\.mp4\u2069, \d\d% sent\. Choose it again to continue\./);
  bucket.state.fault = () => undefined;
  bucket.release();
  await input.setInputFiles(film);
  await untilPhase(page, 'film.mp4', 'complete');
  expect(await note.count()).toBe(0);
  await page.reload();
  expect(await note.innerText()).toContain('100% sent');
  await page.getByRole('button', { name: 'Discard film.mp4' }).click();
  expect(await note.count()).toBe(0);
  await expect.poll(() => app.uploads.size).toBe(0);
});

test('the form, reloaded after another user has signed in elsewhere, shows neither text nor files of the first (attack 139)', async () => {
  const { app, bucket, page, input } = form();
  app.state.page.title = '';
  await page.reload();
  await page.getByLabel('Title').fill('My notice');
  const isSent = () => bucket.puts.filter(({ status }) => status === 200).length > 3;
  bucket.state.fault = () => (isSent() ? 'hold' : undefined);
  page.on('dialog', (dialog) => dialog.accept());
  await input.setInputFiles(await formBrowser().file('notice.mp4', noise(3_000_000)));
  await expect.poll(isSent).toBe(true);
  app.state.page.owner = 'bruno';
  await page.reload();
  expect(await page.getByLabel('Title').inputValue()).toBe('');
  expect(await page.locator('.unfinished li').count()).toBe(0);
  app.state.page.owner = 'anna';
  await page.reload();
  expect(await page.getByLabel('Title').inputValue()).toBe('My notice');
  await page.locator('.unfinished li', { hasText: 'notice.mp4' }).waitFor();
});

test('the file field, a picture, shows it from the local file', async () => {
  const { app, page, input } = form();
  const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
  await input.setInputFiles({ name: 'dot.png', mimeType: 'image/png', buffer: Buffer.from(png, 'base64') });
  await page.locator('.upload-preview').waitFor();
  await input.setInputFiles(await formBrowser().file('film.mp4', noise(1_000)));
  await untilPhase(page, 'film.mp4', 'complete');
  expect(await form().row('film.mp4').locator('.upload-preview').isVisible()).toBe(false);
  expect(app.violations).toEqual([]);
});

test('the page, a pasted picture, sends it under a name of its time', async () => {
  const { app, page } = form();
  await page.evaluate(() => {
    const clipboardData = new DataTransfer();
    clipboardData.items.add(new File(['boots'], 'image.png', { type: 'image/png' }));
    document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  });
  await untilPhase(page, 'Screenshot', 'complete');
  expect([...app.uploads.values()].map(({ claim }) => claim.filename)).toEqual([
    expect.stringMatching(/^Screenshot \d{4}-\d\d-\d\d \d\d\.\d\d\.\d\d\.png$/),
  ]);
});

test('the live region, one file, says a few things and its end once', async () => {
  const { bucket, page, input } = form();
  bucket.state.delayMs = 80;
  const said: (string | null)[] = [];
  await page.exposeFunction('hear', (text: string) => said.push(text));
  await page.evaluate(() => {
    const region = document.querySelector('[role=status]');
    // The page has the function that the test exposed.
    const { hear } = globalThis as unknown as { hear: (text: string | null) => void };
    if (region) new MutationObserver(() => hear(region.textContent)).observe(region, { childList: true });
  });
  await input.setInputFiles(await formBrowser().file('film.mp4', noise(9_000_000)));
  await untilPhase(page, 'film.mp4', 'complete');
  await expect.poll(() => said.at(-1)).toContain('is uploaded.');
  // The start and the end once; of the quarters between them, none twice.
  const all = said.join('\n');
  expect(all.match(/is being uploaded\.|is uploaded\./g)).toEqual(['is being uploaded.', 'is uploaded.']);
  const quarters: string[] = all.match(/\d+(?=% uploaded\.)/g) ?? [];
  expect(quarters.length).toBeGreaterThan(0);
  expect(quarters).toEqual(['25', '50', '75'].filter((percent) => quarters.includes(percent)));
  expect(all.match(/\.( |\n|$)/g)).toHaveLength(2 + quarters.length);
});

test('the live region, a problem, says it', async () => {
  await form().input.setInputFiles(await formBrowser().file('empty.png', Buffer.alloc(0)));
  await expect.poll(liveRegion).toContain(`${isolate('empty.png')} is empty.`);
});

test('the page, dropped files, sends them wherever they fall, and is not replaced', async () => {
  const { page } = form();
  const dropped = await page.evaluateHandle(() => {
    const transfer = new DataTransfer();
    transfer.items.add(new File(['boots'], 'dropped.txt', { type: 'text/plain' }));
    return transfer;
  });
  expect(await page.locator('[data-drop-hint]').isVisible()).toBe(true);
  const isRefused = await page.evaluate((dataTransfer) => {
    return !document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
  }, dropped);
  expect(isRefused).toBe(true);
  await untilPhase(page, 'dropped.txt', 'complete');
});

test('leaving the page, with a file, warns, and not when nothing is lost', async () => {
  const { bucket, page } = form();
  const dialogs: string[] = [];
  page.on('dialog', async (dialog) => {
    dialogs.push(dialog.type());
    await dialog.accept();
  });
  bucket.state.fault = () => 'hold';
  await choose('boots.png');
  await expect.poll(() => bucket.puts.length).toBe(1);
  await page.reload();
  expect(dialogs).toEqual(['beforeunload']);
  bucket.state.fault = () => undefined;
  await choose('boots.png');
  await untilPhase(page, 'boots.png', 'complete');
  await page.reload();
  expect(dialogs).toHaveLength(2);
  await choose('boots.png');
  await untilPhase(page, 'boots.png', 'complete');
  await page.getByRole('button', { name: 'Remove boots.png' }).click();
  await untilPhase(page, 'boots.png', 'removed');
  await page.reload();
  await choose('boots.png');
  await untilPhase(page, 'boots.png', 'complete');
  await send().click();
  await page.waitForURL('**/submissions/1');
  expect(dialogs).toHaveLength(2);
});

test('the form, back from the receipt, can be sent again as the same submission', async () => {
  const { app, page } = form();
  await choose('boots.png');
  await untilPhase(page, 'boots.png', 'complete');
  await send().click();
  await page.waitForURL('**/submissions/1');
  await page.goBack();
  if ((await page.locator('li.upload').count()) === 0) await choose('boots.png');
  await untilPhase(page, 'boots.png', 'complete');
  await send().click();
  await page.waitForURL('**/submissions/1');
  expect(app.submissions.map((fields) => fields.get('idempotencyKey'))).toEqual(['key-1', 'key-1']);
});

test.each([true, false])(
  'the summary of errors, with scripts or without, leads to the field: %j',
  async (javaScriptEnabled) => {
    const { page, app, close } = await formBrowser().open({ javaScriptEnabled });
    app.state.page.minFilesMissed = 2;
    await page.goto(app.formUrl);
    await page.getByRole('link', { name: 'Choose at least 2 files.' }).click();
    const focused = page.locator(':focus');
    expect(await focused.getAttribute('data-file-field')).toBe('files');
    expect(await focused.isVisible()).toBe(true);
    await close();
  },
);

test('the file field, without script, offers its own step and no input that loses a file', async () => {
  const plain = await formBrowser().open({ javaScriptEnabled: false });
  plain.app.state.page.uploads = [{ id: 'upload-1', filename: 'old.png', typeLabel: 'PNG', size: 1_000 }];
  await plain.page.goto(plain.app.formUrl);
  expect(await plain.input.isVisible()).toBe(false);
  await plain.page.getByRole('button', { name: 'Remove old.png' }).click();
  await plain.page.goto(plain.app.formUrl);
  await plain.page.getByRole('button', { name: 'Add a file' }).click();
  expect(plain.app.submissions.map((fields) => fields.getAll('files'))).toEqual([['upload-1'], ['upload-1']]);
  expect(plain.app.submissions.map((fields) => [fields.get('remove'), fields.get('step')])).toEqual([
    ['upload-1', null],
    [null, 'upload:files'],
  ]);
  await plain.close();
});
