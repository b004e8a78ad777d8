import { forgetTypedTextAtSignIn } from './form/typed-text.ts';
import { showLocalTimes } from './local-times.ts';
import { removeBrokenPortraits } from './portraits.ts';
import { enhancePrintButtons } from './print-buttons.ts';
import { forgetOldUploads } from './transfer/upload-record.ts';

/*
 * What makes pages more pleasant and is not needed to send files. It is a file of its own, which `main.ts` loads when a
 * page needs it, so that a first visit does not wait for it.
 */
export { crc32OfBlob } from './checksum/file-checksum.ts';
export { filesIn } from './form/files-in.ts';
export { enhanceListedUpload } from './form/listed-upload.ts';
export { withTimeInName } from './form/pasted-files.ts';
export { showPreview } from './form/preview.ts';
export { totalsText } from './form/totals.ts';
export { keepTypedText } from './form/typed-text.ts';
export { showUnfinished } from './form/unfinished-uploads.ts';

forgetOldUploads(Date.now());
forgetTypedTextAtSignIn();
removeBrokenPortraits();
enhancePrintButtons();
showLocalTimes(Date.now());
