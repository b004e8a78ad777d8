import type { UploadSettings } from '../transfer/run.ts';
import { find } from './find.ts';
import { addLiveRegion, addParagraph } from './live-region.ts';
import { readPhrases } from './phrases.ts';
import { enhanceUploadField } from './upload-field.ts';

/**
 * The milliseconds in which a second click counts as the first. A later click is a new attempt: perhaps the response
 * never came.
 */
const doubleSendMs = 3_000;

/** Adds uploads to the file fields of a form, and holds its submission back until every file is saved. */
export function enhanceUploadForm(form: HTMLFormElement, settings: UploadSettings): void {
  const phrases = readPhrases(form);
  const announce = addLiveRegion(form);
  const status = addParagraph(form, 'form-status');
  let waiting: HTMLElement | undefined;
  let isSent = false;
  let isUnsent = false;

  const say = (text: string) => {
    if (text) announce(text);
    status.textContent = text;
  };
  const allowAgain = () => {
    isSent = false;
    say('');
  };
  const isMoving = () => fields.some((field) => field.isMoving());
  const explain = () => {
    let reason: string | undefined;
    for (const field of fields) reason ??= field.leadToObstacle();
    say(reason ?? '');
    return reason !== undefined;
  };
  const goOn = () => {
    isUnsent = fields.some((field) => field.hasFiles());
    if (waiting === undefined || isMoving()) return;
    const button = waiting;
    waiting = undefined;
    if (!explain()) button.click();
  };
  const around = {
    form: form.dataset.uploadForm ?? '',
    settings,
    phrases,
    announce,
    onChange: () => {
      // An error of the earlier files may not apply to these.
      if (waiting === undefined) status.textContent = '';
      queueMicrotask(goOn);
    },
  };
  const fields = [...form.querySelectorAll<HTMLFieldSetElement>('[data-file-field]')].map((fieldset) =>
    enhanceUploadField(fieldset, around),
  );

  form.addEventListener('submit', (event) => {
    if (isMoving()) {
      waiting = event.submitter ?? find(form, 'button');
      say(phrases.say('sendingWhenUploaded'));
    } else if (!isSent && !explain()) {
      isSent = true;
      isUnsent = false;
      setTimeout(allowAgain, doubleSendMs);
      for (const field of fields) field.forget();
      return;
    }
    event.preventDefault();
  });
  // Leaving the page would lose its files and all typed text. Back from the receipt nothing is lost until files change.
  addEventListener('beforeunload', (event) => {
    // Chrome before 119 ignores `preventDefault` alone.
    if (isUnsent) event.returnValue = 'unsent';
  });
  // Back from the next page with the browser's copy of this one: the form may be sent again, as the same submission.
  addEventListener('pageshow', allowAgain);
}
