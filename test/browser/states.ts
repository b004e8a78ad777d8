import type { AppFault } from './fake-app.tsx';
import { noise, type Scene, type Stage, untilPhase } from './stage.ts';

/** Brings a page into each state that a person may see, for those that look at it. */
export const states: Record<string, (stage: Stage, scene: Scene) => Promise<void>> = {
  idle: async () => {},

  async returned(_stage, { app, page }) {
    const uploads = [{ id: 'upload-1', filename: 'boots.png', contentType: 'image/png', size: 48_213 }];
    app.state.page = { ...app.state.page, uploads, error: 'Choose at least 2 files.' };
    await page.reload();
  },

  async sending(stage, { bucket, page, input }) {
    bucket.state.delayMs = 40;
    bucket.state.fault = () => (bucket.puts.filter(({ status }) => status === 200).length > 5 ? 'hold' : undefined);
    await input.setInputFiles([
      await stage.file('film.mp4', noise(3_000_000)),
      await stage.file(
        'a-file-with-a-very-long-name-that-has-no-place-on-a-telephone-and-no-spaces-either.pdf',
        noise(90_000),
      ),
    ]);
    await page.getByText('MB of 2.9 MB').waitFor();
  },

  async paused(stage, scene) {
    await states.sending?.(stage, scene);
    await scene.page.getByRole('button', { name: 'Pause film.mp4' }).click();
  },

  async checking(stage, { page, input }) {
    await page.route('**/complete', () => {});
    await input.setInputFiles(await stage.file('film.mp4', noise(3_000_000)));
    await untilPhase(page, 'film.mp4', 'checking');
  },

  failed: failAtCompletion({ status: 503, body: {}, retryAfter: '3600' }, 'failed'),
  rejected: failAtCompletion(
    { status: 422, body: { reason: 'film.mp4 is not a video. Choose another file.' } },
    'rejected',
  ),
  'signed-out': failAtCompletion({ status: 401, body: {} }, 'signed-out'),

  async refused(stage, { input, page }) {
    await input.setInputFiles(await stage.file('page.html', noise(10)));
    await page.getByText('is not of a type').first().waitFor();
  },

  async complete(stage, { page, input }) {
    await input.setInputFiles([
      await stage.file('film.mp4', noise(3_000_000)),
      await stage.file('boots.png', noise(48_213)),
    ]);
    await untilPhase(page, 'film.mp4', 'complete');
    await untilPhase(page, 'boots.png', 'complete');
  },

  async receipt(_stage, { page, app }) {
    await page.goto(new URL('/submissions/1', app.formUrl).href);
  },
};

function failAtCompletion(fault: AppFault, phase: string) {
  return async (stage: Stage, { app, page, input }: Scene) => {
    app.state.fault = ({ path }) => (path.endsWith('/complete') ? fault : undefined);
    await input.setInputFiles(await stage.file('film.mp4', noise(300_000)));
    await untilPhase(page, 'film.mp4', phase);
  };
}
