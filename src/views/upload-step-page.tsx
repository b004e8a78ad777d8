import type { Message } from '../messages/message.ts';
import type { Text } from '../messages/text.ts';
import type { Problem } from '../problems/problem.ts';
import { DeclaredText } from './declared-text.tsx';
import { ErrorSummary } from './error-summary.tsx';
import { FileRulesHint } from './file-rules-hint.tsx';
import { FilledText } from './filled-text.tsx';
import { useMessages } from './language.tsx';

interface UploadStepPageProps {
  readonly formTitle: Text;
  readonly label: Text;
  readonly hint?: Text | undefined;
  readonly rules: Message;
  readonly types: readonly Message[];
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
  const { formTitle, label, hint, rules, types, isOneOfMany, url, fields, acceptAttribute, maxBytes, backPath, error } =
    props;
  const { formats, pages } = useMessages();
  const texts = pages.forms;
  return (
    <>
      <h1>
        <FilledText
          text={texts.stepTitle({ formTitle: '{form}', label: '{field}' })}
          parts={{ form: <DeclaredText text={formTitle} />, field: <DeclaredText text={label} /> }}
        />
      </h1>
      <ErrorSummary problem={error} />
      <form method="post" action={url} enctype="multipart/form-data">
        {Object.entries(fields).map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        <label for="file">{texts.chooseFile}</label>
        <FileRulesHint id="file-hint" hint={hint} rules={rules} types={types} />
        {/* The bucket reads nothing that stands behind the file. */}
        <input
          id="file"
          name="file"
          type="file"
          required
          accept={acceptAttribute}
          aria-describedby="file-hint more-hint"
        />
        <div id="more-hint" class="file-notes">
          {isOneOfMany && <p class="hint">{texts.oneAtATime}</p>}
          {/* The bucket rejects such a file with an error page of its own, and cannot redirect from there. */}
          <p class="hint">{texts.ifXmlPage({ size: formats.bytes(maxBytes) })}</p>
        </div>
        <button type="submit">{texts.sendFile}</button>
      </form>
      <p>
        <a href={backPath}>{texts.backWithoutFile}</a>
      </p>
    </>
  );
}
