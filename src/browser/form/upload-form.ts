import { isTabStorageUsed } from '../in-storage.ts';
import type { UploadSettings } from '../transfer/run.ts';
import type { UseComforts } from './comforts.ts';
import { find } from './find.ts';
import { addLiveRegion } from './live-region.ts';
import { readPhrases } from './phrases.ts';
import type { TypedText } from './typed-text.ts';
import { enhanceUploadField } from './upload-field.ts';

/**
 * The milliseconds in which a second click counts as the first. A later click is a new attempt: perhaps the response
 * never came.
 */
const doubleSendMs = 3_000;

/** Adds uploads to the file fields of a form, and holds its submission back until every file is saved. */
export function enhanceUploadForm(form: HTMLFormElement, settings: UploadSettings, useComforts: UseComforts): void {
  const phrases = readPhrases(form);
  const announce = addLiveRegion(form);
  const status = find(form, '[data-form-status]');
  const takeBack = find(form, 'button[data-take-back]');
  const { owner = '', uploadForm: slug = '' } = form.dataset;
  let typedText: TypedText | undefined;
  let waiting: HTMLElement | undefined;
  let sending: HTMLElement | undefined;
  let isUnsent = false;

  const say = (text: string) => {
    if (text) announce(text);
    status.textContent = text;
    takeBack.hidden = waiting === undefined;
    for (const button of form.querySelectorAll('button[type=submit]'))
      button.setAttribute('aria-busy', String(button === sending));
  };
  const keepText = (isNew = true) =>
    useComforts(({ keepTypedText }) => {
      typedText ??= keepTypedText(form, owner, slug);
      if (isNew && !sending) typedText.save();
    });
  const allowAgain = () => {
    sending = undefined;
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
    owner,
    form: slug,
    useComforts,
    settings,
    phrases,
    announce,
    onChange: () => {
      // An error of the earlier files may not apply to these.
      if (waiting === undefined && sending === undefined) status.textContent = '';
      queueMicrotask(goOn);
    },
  };
  const fieldsets = [...form.querySelectorAll<HTMLFieldSetElement>('[data-file-field]')];
  const isOnly = fieldsets.length === 1;
  const fields = fieldsets.map((fieldset) => enhanceUploadField(fieldset, { ...around, isOnly }));

  if (isTabStorageUsed()) keepText(false);
  form.addEventListener('input', () => keepText());
  form.addEventListener('submit', (event) => {
    const button = event.submitter ?? find(form, 'button');
    if (isMoving()) {
      waiting = button;
      say(phrases.say('sendingWhenUploaded'));
    } else if (!sending && !explain()) {
      sending = button;
      isUnsent = false;
      say(phrases.say('sending'));
      setTimeout(allowAgain, doubleSendMs);
      typedText?.forget();
      for (const field of fields) field.forget();
      return;
    }
    event.preventDefault();
  });
  takeBack.addEventListener('click', () => {
    const button = waiting;
    waiting = undefined;
    say('');
    button?.focus();
  });
  addEventListener('offline', () => {
    if (isMoving()) announce(phrases.say('offline'));
  });
  // Leaving the page would lose its files and all typed text. Back from the receipt nothing is lost until files change.
  addEventListener('beforeunload', (event) => {
    // Chrome before 119 ignores `preventDefault` alone.
    if (isUnsent) event.returnValue = 'unsent';
  });
  // Back from the next page with the browser's copy of this one: the form may be sent again, as the same submission.
  addEventListener('pageshow', allowAgain);
}
