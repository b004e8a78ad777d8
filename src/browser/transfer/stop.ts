/**
 * A controller that aborts with a signal, or by itself. `AbortSignal.any`, which would do, is younger than the browsers
 * that the script is for. Abort it in the end, so that it no longer listens.
 */
export function stopWith(signal: AbortSignal): AbortController {
  const stop = new AbortController();
  const follow = () => stop.abort(signal.reason);
  if (signal.aborted) follow();
  signal.addEventListener('abort', follow, stop);
  return stop;
}
