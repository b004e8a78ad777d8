import type { Text } from '../messages/text.ts';
import { base64ToHex } from '../values/hex.ts';
import { DeclaredText, useText } from './declared-text.tsx';
import { DownloadAllButton } from './export-button.tsx';
import { FilledText } from './filled-text.tsx';
import { useMessages } from './language.tsx';
import { LeftOut } from './left-out.tsx';
import { type ReceiptValue, Value } from './receipt-value.tsx';
import { Time } from './time.tsx';

/** A stored file, as its submission's page shows it. */
export interface ReceiptFile {
  readonly id: string;
  readonly filename: string;
  /** The name of its type, such as "Word". */
  readonly typeLabel: string;
  /** True when a browser may show it instead of saving it. */
  readonly canOpen: boolean;
  /** The size in bytes. */
  readonly size: number;
  /** The checksum in Base64; null without proof. */
  readonly sha256: string | null;
  readonly crc32: string | null;
}

interface ReceiptPageProps {
  readonly id: string;
  readonly number: number;
  /** True on the way from the form, where the page thanks its submitter. */
  readonly isJustSent: boolean;
  /** The form's slug and the submission's number: what people name when they ask about it. */
  readonly reference: string;
  readonly formTitle: Text;
  readonly submittedAt: string;
  /** The submitter's name; `undefined` for the submitter's own page. */
  readonly submitter: string | undefined;
  /** The address of the form, for those who may send another one. */
  readonly formPath: string | undefined;
  /** The time until which the form keeps it; `undefined` without an end. */
  readonly keptUntil?: string | undefined;
  /** The address at which the reader may delete it. */
  readonly deletionPath?: string | undefined;
  /** The labels of what was filled in and is not in the submission, because the form had changed. */
  readonly notKept: readonly Text[];
  readonly fields: readonly { readonly label: Text; readonly value: ReceiptValue }[];
  readonly files: readonly { readonly label: Text; readonly files: readonly ReceiptFile[] }[];
}

/** Renders a submission: its content, time and submitter, and a link to each file. */
export function ReceiptPage(receipt: ReceiptPageProps) {
  const { isJustSent, submitter } = receipt;
  const formTitle = useText(receipt.formTitle);
  const { submissions: texts, deletion } = useMessages().pages;
  const files = receipt.files.flatMap((field) => field.files);
  return (
    <>
      <h1>{texts.receiptTitle({ formTitle: formTitle.text, number: receipt.number })}</h1>
      {isJustSent && submitter === undefined && <Thanks files={files} />}
      <LeftOut sentence={texts.notKept} labels={receipt.notKept} />
      <article>
        <dl>
          <dt>{texts.reference}</dt>
          <dd>
            <code dir="ltr">{receipt.reference}</code>
          </dd>
          <dt>{texts.received}</dt>
          <dd>
            <Time at={receipt.submittedAt} />
          </dd>
          {receipt.keptUntil && (
            <>
              <dt>{deletion.keptUntil}</dt>
              <dd>
                <Time at={receipt.keptUntil} />
              </dd>
            </>
          )}
          {submitter !== undefined && (
            <>
              <dt>{texts.from}</dt>
              <dd>
                <bdi>{submitter}</bdi>
              </dd>
            </>
          )}
          <Content fields={receipt.fields} files={receipt.files} />
        </dl>
      </article>
      <div class="actions">
        {files.length > 0 && <DownloadAllButton submissionId={receipt.id} />}
        <button type="button" class="secondary" data-print hidden>
          {texts.print}
        </button>
        {receipt.formPath && <a href={receipt.formPath}>{texts.sendAnother}</a>}
        <a href="/submissions">{texts.all}</a>
        {receipt.deletionPath && <a href={receipt.deletionPath}>{deletion.ask}</a>}
      </div>
    </>
  );
}

function Thanks({ files }: { files: readonly ReceiptFile[] }) {
  const { formats, pages } = useMessages();
  const { thanks, thanksForFiles } = pages.submissions;
  const size = formats.bytes(files.reduce((sum, file) => sum + file.size, 0));
  return (
    <p class="notice notice-success" role="status">
      {files.length === 0 ? thanks : thanksForFiles({ count: files.length, size })}
    </p>
  );
}

/** Renders the submitted values and files, in the order of the form. */
function Content({ fields, files }: Pick<ReceiptPageProps, 'fields' | 'files'>) {
  return (
    <>
      {fields.map(({ label, value }) => (
        <>
          <dt>
            <DeclaredText text={label} />
          </dt>
          <dd class="multiline">
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
            <ul class="files">
              {field.files.map((file) => (
                <FileLine file={file} />
              ))}
            </ul>
          </dd>
        </>
      ))}
    </>
  );
}

function FileLine({ file }: { file: ReceiptFile }) {
  const { fileKinds, formats, pages } = useMessages();
  const { download, open } = pages.submissions;
  const path = `/files/${file.id}`;
  const name = <bdi>{file.filename}</bdi>;
  return (
    <li>
      {name}
      <div class="file-facts facts">
        <span>
          <bdi>{fileKinds.name(file.typeLabel)}</bdi>
        </span>
        <span class="size">{formats.bytes(file.size)}</span>
      </div>
      <Checksum file={file} />
      <div class="file-actions">
        {file.canOpen && (
          <a href={`${path}?disposition=inline`}>
            <FilledText text={open} parts={{ file: <span class="visually-hidden">{name}</span> }} />
          </a>
        )}
        <a href={path}>
          <FilledText text={download} parts={{ file: <span class="visually-hidden">{name}</span> }} />
        </a>
      </div>
    </li>
  );
}

/** Renders the one checksum that storage itself has proven, with its name, as `sha256sum` and `crc32` print it. */
function Checksum({ file: { sha256, crc32 } }: { file: ReceiptFile }) {
  const checksum = sha256 ?? crc32;
  if (checksum === null) return null;
  return (
    <details class="checksum">
      <summary>{sha256 === null ? 'CRC-32' : 'SHA-256'}</summary>
      <code dir="ltr">{base64ToHex(checksum)}</code>
    </details>
  );
}
