import { type ScannerName, type ScanRule, scanRules } from '../records/scan-record.ts';
import type { Form } from './define-form.ts';

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

/** True when a rule closes files that another one leaves open. */
export function isStricter(rule: ScanRule, other: ScanRule): boolean {
  return scanRules.indexOf(rule) > scanRules.indexOf(other);
}
