import type { User } from '../accounts/users/user.ts';
import type { Forms } from '../forms/registry.ts';
import { scanRuleOf } from '../forms/scan-rule.ts';
import type { Ports } from '../ports.ts';
import type { PreviewRecord } from '../records/preview-record.ts';
import type { UploadRecord } from '../records/upload-records.ts';
import { gateOf } from './file-gate.ts';

/** Returns the preview of a file, where there is one and its reader may fetch the file too. */
export function shownPreviewOf(
  upload: UploadRecord | undefined,
  reader: User,
  forms: Forms,
  { scanner }: Pick<Ports, 'scanner'>,
): PreviewRecord | undefined {
  if (upload?.preview === undefined) return undefined;
  const rule = scanRuleOf(forms.get(upload.form), scanner?.name);
  return gateOf(upload.scan, rule, upload.userId === reader.id).isOpen ? upload.preview : undefined;
}
