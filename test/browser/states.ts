import type { AppFault } from './fake-app.tsx';
import { type FormBrowser, noise, type OpenForm, untilPhase } from './open-form.ts';

/** Brings a page into each state that a user may see. */
export const states: Record<string, (formBrowser: FormBrowser, form: OpenForm) => Promise<void>> = {
  idle: async () => {},

  async returned(_formBrowser, { app, page }) {
    const uploads = [{ id: 'upload-1', filename: 'boots.png', typeLabel: 'PNG', size: 48_213 }];
    app.state.page = { ...app.state.page, uploads, minFilesMissed: 2 };
    await page.reload();
  },

  async sending(formBrowser, { bucket, page, input }) {
    bucket.state.delayMs = 40;
    bucket.state.fault = () => (bucket.puts.filter(({ status }) => status === 200).length > 5 ? 'hold' : undefined);
    await input.setInputFiles([
      await formBrowser.file('film.mp4', noise(3_000_000)),
      await formBrowser.file(
        'a-file-with-a-very-long-name-that-has-no-place-on-a-telephone-and-no-spaces-either.pdf',
        noise(90_000),
      ),
    ]);
    await page.locator('.upload-status', { hasText: 'MB of 2.9 MB' }).waitFor();
  },

  async paused(formBrowser, form) {
    await states.sending?.(formBrowser, form);
    await form.page.getByRole('button', { name: 'Pause film.mp4' }).click();
  },

  async checking(formBrowser, { page, input }) {
    await page.route('**/complete', () => {});
    await input.setInputFiles(await formBrowser.file('film.mp4', noise(3_000_000)));
    await untilPhase(page, 'film.mp4', 'checking');
  },

  failed: failAtCompletion({ status: 503, body: {}, retryAfter: '3600' }, 'failed'),
  rejected: failAtCompletion(
    { status: 422, body: { reason: 'film.mp4 is not a video. Choose another file.' } },
    'rejected',
  ),
  'signed-out': failAtCompletion({ status: 401, body: {} }, 'signed-out'),

  async refused(formBrowser, { input, page }) {
    await input.setInputFiles(await formBrowser.file('page.html', noise(10)));
    await page.getByText('this file type isn’t accepted').first().waitFor();
  },

  async complete(formBrowser, { page, input }) {
    await input.setInputFiles([
      await formBrowser.file('film.mp4', noise(3_000_000)),
      await formBrowser.file('boots.png', noise(48_213)),
    ]);
    await untilPhase(page, 'film.mp4', 'complete');
    await untilPhase(page, 'boots.png', 'complete');
  },

  async receipt(_formBrowser, { page, app }) {
    await page.goto(new URL('/submissions/1', app.formUrl).href);
  },
};

function failAtCompletion(fault: AppFault, phase: string) {
  return async (formBrowser: FormBrowser, { app, page, input }: OpenForm) => {
    app.state.fault = ({ path }) => (path.endsWith('/complete') ? fault : undefined);
    await input.setInputFiles(await formBrowser.file('film.mp4', noise(300_000)));
    await untilPhase(page, 'film.mp4', phase);
  };
}
