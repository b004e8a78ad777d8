import { directionOf } from '../messages/language.ts';
import type { Messages } from '../messages/messages.ts';
import type { Text } from '../messages/text.ts';
import { base64ToHex } from '../values/hex.ts';
import { DeclaredText, useText } from './declared-text.tsx';
import { PageMessages, useMessages } from './language.tsx';
import { type ReceiptValue, Value } from './receipt-value.tsx';
import { SubmissionFacts } from './submission-facts.tsx';

/** A file as a receipt beside it names it. */
interface ReceivedFile {
  readonly filename: string;
  /** The path from the receipt to the file; absent where the file is missing. */
  readonly path?: string;
  /** Why it is missing. */
  readonly missing?: keyof Messages['pages']['exports']['missing'];
  readonly size: number;
  /** The checksum in Base64. */
  readonly sha256: string | null;
  readonly crc32: string | null;
}

interface ReceiptDocumentProps {
  readonly number: number;
  readonly reference: string;
  readonly formTitle: Text;
  readonly submittedAt: string;
  readonly submitter: string;
  readonly fields: readonly { readonly label: Text; readonly value: ReceiptValue }[];
  readonly files: readonly { readonly label: Text; readonly files: readonly ReceivedFile[] }[];
}

/** The look of the document, which stands alone: nothing of it is loaded. */
const style = `
:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
body { max-inline-size: 44rem; margin: 2rem auto; padding-inline: 1rem; overflow-wrap: anywhere; }
dt { font-weight: 600; margin-block-start: 1rem; }
dd { margin-inline-start: 0; white-space: pre-line; }
ul { padding-inline-start: 1.25rem; }
code { font-size: 0.875rem; }
`;

/**
 * Returns a receipt as an HTML document of its own, which lies beside the files and links to them. It has no scripts,
 * and loads nothing.
 */
export async function renderReceiptDocument(receipt: ReceiptDocumentProps, messages: Messages): Promise<string> {
  const document = await (
    <PageMessages.Provider value={messages}>
      <ReceiptDocument {...receipt} />
    </PageMessages.Provider>
  ).toString();
  return `<!doctype html>${document}\n`;
}

function ReceiptDocument({
  number,
  reference,
  formTitle,
  submittedAt,
  submitter,
  fields,
  files,
}: ReceiptDocumentProps) {
  const { language, pages } = useMessages();
  const texts = pages.submissions;
  const title = texts.receiptTitle({ formTitle: useText(formTitle).text, number });
  return (
    <html lang={language} dir={directionOf(language)}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'" />
        <title>{title}</title>
        <style>{style}</style>
      </head>
      <body>
        <h1>{title}</h1>
        <dl>
          <SubmissionFacts reference={reference} submittedAt={submittedAt} submitter={submitter} />
          {fields.map(({ label, value }) => (
            <>
              <dt>
                <DeclaredText text={label} />
              </dt>
              <dd>
                <Value value={value} />
              </dd>
            </>
          ))}
          {files.map((field) => (
            <>
              <dt>
                <DeclaredText text={field.label} />
              </dt>
              <dd>
                <ul>
                  {field.files.map((file) => (
                    <FileLine file={file} />
                  ))}
                </ul>
              </dd>
            </>
          ))}
        </dl>
      </body>
    </html>
  );
}

function FileLine({ file: { filename, path, missing, size, sha256, crc32 } }: { file: ReceivedFile }) {
  const { formats, pages } = useMessages();
  const checksum = sha256 ?? crc32;
  const href = path?.split('/').map(encodeURIComponent).join('/');
  return (
    <li>
      {href === undefined ? <bdi>{filename}</bdi> : <a href={href}>{<bdi>{filename}</bdi>}</a>}
      {missing !== undefined && ` (${pages.exports.missing[missing]})`} · {formats.bytes(size)}
      {checksum !== null && (
        <>
          <br />
          {sha256 === null ? 'CRC-32' : 'SHA-256'} <code dir="ltr">{base64ToHex(checksum)}</code>
        </>
      )}
    </li>
  );
}
