import type { Problem } from '../problems/problem.ts';
import { formatBytes } from '../values/byte-size.ts';
import { FailureNotice } from './account-field.tsx';

interface UploadStepPageProps {
  readonly formTitle: string;
  readonly label: string;
  readonly hint: string;
  /** The file's name before its extension, when the person has given it none. */
  readonly givenName: string | undefined;
  /** True when the field takes more files than this one. */
  readonly isOneOfMany: boolean;
  /** The address of the upload and the fields that precede the file, as the bucket signed them. */
  readonly url: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly acceptAttribute: string;
  readonly maxBytes: number;
  readonly backPath: string;
  readonly error: Problem | undefined;
}

/** Renders the form by which a browser without the script sends one file straight to the bucket. */
export function UploadStepPage(props: UploadStepPageProps) {
  const { formTitle, label, hint, givenName, isOneOfMany, url, fields, acceptAttribute, maxBytes, backPath, error } =
    props;
  return (
    <>
      <h1>
        {formTitle}: {label}
      </h1>
      <FailureNotice failure={error} />
      <form method="post" action={url} enctype="multipart/form-data">
        {Object.entries(fields).map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        <label for="file">Choose a file</label>
        {/* The bucket reads nothing that stands behind the file. */}
        <input id="file" name="file" type="file" required accept={acceptAttribute} aria-describedby="file-hint" />
        <div id="file-hint">
          <p class="hint">{hint}</p>
          {isOneOfMany && <p class="hint">Files are sent one at a time: the form lets you add another one after it.</p>}
          {givenName && (
            <p class="hint">
              You gave it no name on the form: it will be called “{givenName}”, with the ending of its type.
            </p>
          )}
          {/* The bucket rejects such a file with an error page of its own, and cannot redirect from there. */}
          <p class="hint">
            If you see an XML error page after sending, the file is larger than {formatBytes(maxBytes)}: go back and
            choose another one.
          </p>
        </div>
        <button type="submit">Send this file</button>
      </form>
      <p>
        <a href={backPath}>Back to the form without a file</a>
      </p>
    </>
  );
}
