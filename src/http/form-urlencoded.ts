/**
 * Reads `application/x-www-form-urlencoded` text, in time proportional to its length. Node's own reader looks for
 * the `=` of each pair up to the end of the text: a mebibyte of `a&a&a` takes it seconds, so every pair gets its `=`.
 * @see https://url.spec.whatwg.org/#urlencoded-parsing
 */
export function readUrlEncoded(text: string): URLSearchParams {
  const pairs = text.split('&').filter((pair) => pair !== '');
  const complete = pairs.map((pair) => (pair.includes('=') ? pair : `${pair}=`));
  return new URLSearchParams(complete.join('&'));
}

/** Returns how many pairs the text may have at most: one more than it has `&`. */
export function countPairs(text: string): number {
  let count = 1;
  for (let at = text.indexOf('&'); at >= 0; at = text.indexOf('&', at + 1)) count += 1;
  return count;
}
