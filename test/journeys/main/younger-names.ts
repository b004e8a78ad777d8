/**
 * Names of the platform that at least one of the oldest browsers lacks (Safari 15.4, Chrome 105, Firefox 104), after
 * MDN's tables (https://github.com/mdn/browser-compat-data). The present Chromium has all of them.
 */
export const youngerNames = `
AbortSignal.any AbortSignal.timeout Array.fromAsync Array.prototype.toReversed Array.prototype.toSorted
Array.prototype.toSpliced Array.prototype.with ArrayBuffer.prototype.resize ArrayBuffer.prototype.transfer
Blob.prototype.bytes ClipboardItem CloseWatcher CompressionStream DecompressionStream
Document.prototype.startViewTransition Element.prototype.ariaBusy Element.prototype.ariaChecked
Element.prototype.ariaDisabled Element.prototype.ariaInvalid Element.prototype.ariaLabel Element.prototype.ariaLive
Element.prototype.ariaValueNow Element.prototype.ariaValueText Element.prototype.checkVisibility
Element.prototype.getHTML Element.prototype.role Element.prototype.setHTMLUnsafe ElementInternals Error.isError
Float16Array HTMLElement.prototype.hidePopover HTMLElement.prototype.inert HTMLElement.prototype.popover
HTMLElement.prototype.showPopover HTMLElement.prototype.togglePopover HTMLFormElement.prototype.requestSubmit
HTMLInputElement.prototype.showPicker HTMLButtonElement.prototype.command HTMLButtonElement.prototype.popoverTargetElement
Intl.DurationFormat Intl.NumberFormat.prototype.formatRange Intl.PluralRules.prototype.selectRange Intl.Segmenter Iterator
Map.groupBy Math.f16round Math.sumPrecise Navigator.prototype.connection Navigator.prototype.userActivation
Navigator.prototype.userAgentData Navigator.prototype.wakeLock Object.groupBy OffscreenCanvas Promise.try
Promise.withResolvers RegExp.escape Request.prototype.bytes Request.prototype.duplex
Response.prototype.bytes Set.prototype.difference Set.prototype.intersection Set.prototype.isDisjointFrom
Set.prototype.isSubsetOf Set.prototype.isSupersetOf Set.prototype.symmetricDifference Set.prototype.union
StorageManager.prototype.getDirectory String.prototype.isWellFormed String.prototype.toWellFormed Temporal URL.canParse
URL.parse URLPattern URLSearchParams.prototype.size Uint8Array.fromBase64 Uint8Array.fromHex
Uint8Array.prototype.setFromBase64 Uint8Array.prototype.toBase64 Uint8Array.prototype.toHex
cookieStore navigation requestIdleCallback scheduler showOpenFilePicker`
  .trim()
  .split(/\s+/);

interface Holder {
  readonly [name: string]: Holder | undefined;
}

/**
 * Takes names away from the platform, in a page or in a worker, and returns those that were not there. A worker that is
 * a module fails too: Firefox has it since 114. It is sent to the browser as text, so it uses nothing from outside of it.
 */
export function takeAway(names: readonly string[]): string[] {
  const missing: string[] = [];
  for (const name of names) {
    const steps = name.split('.');
    const last = steps.pop() ?? '';
    // The path of a name leads through objects and functions, which have further names.
    let holder = globalThis as unknown as Holder | undefined;
    for (const step of steps) holder = holder?.[step];
    if (holder === undefined || !(last in holder)) missing.push(name);
    else Reflect.deleteProperty(holder, last);
  }
  const Present = globalThis.Worker;
  if (Present !== undefined)
    globalThis.Worker = new Proxy(Present, {
      construct(target, [url, options]: [string, WorkerOptions?]) {
        if (options?.type === 'module') throw new TypeError('A worker that is a module, before Firefox 114.');
        return new target(url, options);
      },
    });
  return missing;
}
