import { S3Error } from '../s3-error.ts';
import { readAmzDate } from '../signature/amz-date.ts';
import { signatureAlgorithm } from '../signature/claim.ts';
import { readCredential, requireDay, requireScope, type SignatureRules } from '../signature/scope.ts';
import { sameSignature, sign, signingKey } from '../signature/signing-key.ts';

/**
 * Verifies the signature of a form's policy, the only signed part of a form. Source:
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-authentication-HTTPPOST.html
 *
 * @returns the policy as it was signed, base64
 * @throws S3Error
 */
export function authenticateForm(fields: ReadonlyMap<string, string>, rules: SignatureRules): string {
  const policy = fields.get('policy');
  if (policy === undefined) throw new S3Error('AccessDenied');
  const [algorithm, credential, date, signature] = [
    'x-amz-algorithm',
    'x-amz-credential',
    'x-amz-date',
    'x-amz-signature',
  ].map((name) => {
    const value = fields.get(name);
    if (value === undefined)
      throw new S3Error(
        'InvalidArgument',
        `Bucket POST must contain a field named '${name}'. If it is specified, please check the order of the fields.`,
      );
    return value;
  });
  const scope = readCredential(credential ?? '');
  if (!scope || algorithm !== signatureAlgorithm || !readAmzDate(date ?? '')) {
    throw new S3Error('InvalidArgument', 'The form has a malformed x-amz-credential, x-amz-algorithm or x-amz-date.');
  }
  requireScope(scope, rules, 'InvalidArgument');
  requireDay(scope, date ?? '', 'InvalidArgument');
  const right = sign(signingKey(rules.credentials.secretAccessKey, scope), policy);
  if (!sameSignature(signature ?? '', right))
    throw new S3Error('SignatureDoesNotMatch', undefined, { StringToSign: policy });
  return policy;
}
