interface UploadStepPageProps {
  readonly formTitle: string;
  readonly label: string;
  readonly hint: string;
  /** Where the file goes, and what must go before it, as the bucket signed it. */
  readonly url: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly acceptAttribute: string;
  readonly backPath: string;
  readonly error: string | undefined;
}

/** One file, sent by the browser itself straight to the bucket: the step for browsers without the script. */
export function UploadStepPage(props: UploadStepPageProps) {
  const { formTitle, label, hint, url, fields, acceptAttribute, backPath, error } = props;
  return (
    <>
      <h1>
        {formTitle}: {label}
      </h1>
      {error && (
        <p class="error-summary" role="alert">
          {error}
        </p>
      )}
      <form method="post" action={url} enctype="multipart/form-data">
        {Object.entries(fields).map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        <label for="file">Choose a file</label>
        {/* The bucket reads nothing that stands behind the file. */}
        <input id="file" name="file" type="file" required accept={acceptAttribute} aria-describedby="file-hint" />
        <p id="file-hint" class="hint">
          {hint}
        </p>
        <button type="submit">Send this file</button>
      </form>
      <p>
        <a href={backPath}>Back to the form without a file</a>
      </p>
    </>
  );
}
