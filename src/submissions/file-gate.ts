import type { Forms } from '../forms/registry.ts';
import { scanRuleOf } from '../forms/scan-rule.ts';
import type { Ports } from '../ports.ts';
import type { ScanRecord, ScanRule, ScanState } from '../records/scan-record.ts';
import type { UploadRecord } from '../records/upload-records.ts';

/** A file's way to the people who may see it. */
export interface Gate {
  readonly state: ScanState;
  readonly isOpen: boolean;
}

/** What gates follow from: the declared forms, and the scanner of the deployment. */
export interface GatePorts extends Pick<Ports, 'scanner'> {
  readonly forms: Forms;
}

/**
 * Returns whether a reader may fetch a file now.
 * @param reader the user who asks; `undefined` for a person without an account
 */
export function gateFor(
  { forms, scanner }: GatePorts,
  { scan, form, userId }: Pick<UploadRecord, 'scan' | 'form' | 'userId'>,
  reader: { readonly id: string } | undefined,
): Gate {
  return gateOf(scan, scanRuleOf(forms.get(form), scanner?.name), userId === reader?.id);
}

/**
 * Returns whether people may fetch a file now. An infected file never leaves; one that could not be scanned leaves once
 * a reviewer has released it.
 * @param isSubmitter true when the submitter asks
 */
function gateOf(scan: ScanRecord | undefined, rule: ScanRule, isSubmitter: boolean): Gate {
  const state = scan?.state ?? 'off';
  if (state === 'infected') return { state, isOpen: false };
  const isPassed = state === 'off' || state === 'clean' || scan?.released !== undefined;
  return { state, isOpen: isPassed || rule === 'off' || (rule === 'wait' && isSubmitter) };
}
