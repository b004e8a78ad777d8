import type { ScannerName } from '../records/scan-record.ts';
import type { Form } from './define-form.ts';

/**
 * When people may fetch the files of a form. `required`: once a scan has found them clean. `wait`: their submitter at
 * once, all others once they are clean. `off`: at once.
 */
export type ScanRule = 'required' | 'wait' | 'off';

/**
 * Returns the rule for the files of a form. A form that declares none has its files scanned where the deployment has a
 * scanner. A form that requires a scan waits for one even where there is no scanner.
 */
export function scanRuleOf(form: Pick<Form, 'scan'> | undefined, scanner: ScannerName | undefined): ScanRule {
  return form?.scan ?? (scanner === undefined ? 'off' : 'wait');
}

/** True for a form whose files are scanned. */
export function isScanned(form: Pick<Form, 'scan'> | undefined, scanner: ScannerName | undefined): boolean {
  return scanRuleOf(form, scanner) !== 'off';
}
