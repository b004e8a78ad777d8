import { newFileKey } from '../../src/files/object-key.ts';
import { type Check, type Finding, ok, wrong } from '../../src/health/finding.ts';
import type { Bucket } from '../../src/storage/bucket.ts';
import { exposedHeaders } from '../../src/storage/prepare-bucket.ts';
import { newId } from '../../src/values/id.ts';
import { sampleBytes, sampleTerms } from './sample.ts';

const timeoutMs = 5000;

/** Checks a preflight as a browser sends it from the app's own page, for a request that the app signs. */
export function corsIsRight(bucket: Bucket, publicUrl: string): Check {
  return {
    name: 'CORS',
    needs: ['bucket'],
    async ask() {
      const { url, headers } = await bucket.presignPut(newFileKey(newId()), sampleTerms(sampleBytes()));
      const names = Object.keys(headers).toSorted();
      const response = await fetch(url, {
        method: 'OPTIONS',
        headers: {
          Origin: publicUrl,
          'Access-Control-Request-Method': 'PUT',
          'Access-Control-Request-Headers': names.join(','),
        },
        signal: AbortSignal.timeout(timeoutMs),
      });
      await response.body?.cancel();
      return judge(response, publicUrl, names);
    },
  };
}

/** Applies the rules of the Fetch standard: https://fetch.spec.whatwg.org/#cors-preflight-fetch */
function judge({ ok: isOk, headers }: Response, publicUrl: string, names: readonly string[]): Finding {
  const fix = `Let the bucket's CORS rules allow ${publicUrl} the methods and headers that template.yaml names.`;
  const origin = headers.get('Access-Control-Allow-Origin');
  if (!isOk || (origin !== '*' && origin !== publicUrl)) {
    return wrong(`A browser on ${publicUrl} may not send files to the bucket.`, fix);
  }
  if (!listOf(headers.get('Access-Control-Allow-Methods')).includes('put')) return wrong('PUT is not allowed.', fix);
  const allowed = listOf(headers.get('Access-Control-Allow-Headers'));
  const refused = names.filter((name) => !allowed.includes('*') && !allowed.includes(name));
  if (refused.length > 0) return wrong(`These headers are not allowed: ${refused.join(', ')}.`, fix);
  const exposed = listOf(headers.get('Access-Control-Expose-Headers'));
  const hidden = exposedHeaders.filter((name) => !exposed.includes('*') && !exposed.includes(name.toLowerCase()));
  if (hidden.length === 0) return ok();
  return wrong(
    `Pages may not read ${hidden.join(', ')} of the bucket's answers, for which other upload libraries wait.`,
    `Let the bucket's CORS rules expose ${hidden.join(', ')}, as template.yaml does.`,
  );
}

function listOf(header: string | null): readonly string[] {
  return (header ?? '').split(',').map((part) => part.trim().toLowerCase());
}
