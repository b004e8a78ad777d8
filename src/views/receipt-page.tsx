import type { Text } from '../messages/text.ts';
import { formatBytes } from '../values/byte-size.ts';
import { DeclaredText } from './declared-text.tsx';
import { Time } from './time.tsx';

/** A stored file, as its submission's page shows it. */
export interface ReceiptFile {
  readonly id: string;
  readonly filename: string;
  readonly contentType: string;
  /** The size in bytes. */
  readonly size: number;
  /** The checksum in Base64; null without proof. */
  readonly sha256: string | null;
  readonly crc32: string | null;
}

interface ReceiptPageProps {
  readonly number: number;
  readonly formTitle: Text;
  readonly submittedAt: string;
  readonly submitter: string;
  readonly fields: readonly { readonly label: Text; readonly value: Text }[];
  readonly files: readonly { readonly label: Text; readonly files: readonly ReceiptFile[] }[];
}

/** Renders a submission: its content, time and submitter, and a link to each file. */
export function ReceiptPage(receipt: ReceiptPageProps) {
  return (
    <>
      <h1>
        <DeclaredText text={receipt.formTitle} /> no. {receipt.number}
      </h1>
      <p>
        Received <Time at={receipt.submittedAt} /> from <bdi>{receipt.submitter}</bdi>.
      </p>
      <article>
        <dl>
          {receipt.fields.map(({ label, value }) => (
            <>
              <dt>
                <DeclaredText text={label} />
              </dt>
              <dd class="multiline" dir="auto">
                {typeof value === 'string' ? value || '–' : <DeclaredText text={value} />}
              </dd>
            </>
          ))}
          {receipt.files.map(({ label, files }) => (
            <>
              <dt>
                <DeclaredText text={label} />
              </dt>
              <dd>
                <ul class="files">
                  {files.map((file) => (
                    <FileLine file={file} />
                  ))}
                </ul>
              </dd>
            </>
          ))}
        </dl>
      </article>
    </>
  );
}

function FileLine({ file }: { file: ReceiptFile }) {
  return (
    <li>
      <a href={`/files/${file.id}`}>
        <bdi>{file.filename}</bdi>
      </a>
      <div class="file-facts">
        {formatBytes(file.size)}, {file.contentType}
      </div>
      <Checksum file={file} />
    </li>
  );
}

/** Renders the one checksum that storage itself has proven, with its name. */
function Checksum({ file: { sha256, crc32 } }: { file: ReceiptFile }) {
  if (sha256 === null && crc32 === null) return null;
  return (
    <div class="file-facts checksum">
      {sha256 === null ? 'CRC-32' : 'SHA-256'}: <code>{sha256 ?? crc32}</code>
    </div>
  );
}
