/*
 * What makes pages more pleasant and is not needed to send files. It is a file of its own, which `main.ts` loads, so
 * that neither of the two is large.
 */
export { filesIn } from './form/files-in.ts';
export { enhanceListedUpload } from './form/listed-upload.ts';
export { acceptPastes } from './form/pastes.ts';
export { showPreview } from './form/preview.ts';
export { totalsText } from './form/totals.ts';
export { forgetTypedTextAtSignIn, keepTypedText } from './form/typed-text.ts';
export { showUnfinished } from './form/unfinished-uploads.ts';
export { showLocalTimes } from './local-times.ts';
export { removeBrokenPortraits } from './portraits.ts';
export { enhancePrintButtons } from './print-buttons.ts';
