/**
 * Returns a controller that aborts with a signal, or by itself. The simpler `AbortSignal.any` is younger than the
 * browsers that the script supports. Abort the controller in the end, so that it no longer listens.
 */
export function stopWith(signal: AbortSignal): AbortController {
  const stop = new AbortController();
  const follow = () => stop.abort(signal.reason);
  if (signal.aborted) follow();
  signal.addEventListener('abort', follow, stop);
  return stop;
}
