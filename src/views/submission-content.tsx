import type { Text } from '../messages/text.ts';
import { base64ToHex } from '../values/hex.ts';
import { DeclaredText } from './declared-text.tsx';
import { FilePreview, type PreviewKind } from './file-preview.tsx';
import { FilledText } from './filled-text.tsx';
import { useMessages } from './language.tsx';
import { type ReceiptValue, Value } from './receipt-value.tsx';
import { ReleaseForm, type Releasing } from './release-form.tsx';
import { isReleasable, ScanBadge, ScanNote, type ShownScan } from './scan-badge.tsx';

/** A stored file, as its submission's page shows it. */
export interface ReceiptFile {
  readonly id: string;
  readonly filename: string;
  /** The name of its type, such as "Word". */
  readonly typeLabel: string;
  /** True when the reader may fetch it now. */
  readonly isFetchable: boolean;
  readonly scan: ShownScan;
  /** True when a browser may show it instead of saving it. */
  readonly canOpen: boolean;
  /** How a page shows it in itself; `undefined` for a file that only its own address shows. */
  readonly preview?: PreviewKind | undefined;
  /** The size of its preview, for a picture that has one. */
  readonly picture?: { readonly width: number; readonly height: number } | undefined;
  /** True for a picture of which no preview can be made. */
  readonly lacksPreview?: boolean;
  /** The size in bytes. */
  readonly size: number;
  /** The checksum in Base64; null without proof. */
  readonly sha256: string | null;
  readonly crc32: string | null;
}

/** The values and files of a submission, in the order of its form. */
export interface SubmissionContentProps {
  readonly fields: readonly { readonly label: Text; readonly value: ReceiptValue }[];
  readonly files: readonly { readonly label: Text; readonly files: readonly ReceiptFile[] }[];
  /** True where the files are shown in the page. */
  readonly hasPreviews?: boolean;
  /** For a reader who may release files that could not be scanned. */
  readonly releasing?: Releasing | undefined;
}

/** The files of a submission that its page shows in itself; the others have their links. */
const maxPreviews = 6;

/** Renders the submitted values and files, in the order of the form, for a list of keys and values. */
export function SubmissionContent({ fields, files, hasPreviews = false, releasing }: SubmissionContentProps) {
  const shown = hasPreviews ? files.flatMap((field) => field.files.filter(({ preview }) => preview)) : [];
  const previews = new Set(shown.slice(0, maxPreviews));
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
                <FileLine file={file} hasPreview={previews.has(file)} releasing={releasing} />
              ))}
            </ul>
          </dd>
        </>
      ))}
    </>
  );
}

interface FileLineProps {
  readonly file: ReceiptFile;
  readonly hasPreview: boolean;
  readonly releasing: Releasing | undefined;
}

function FileLine({ file, hasPreview, releasing }: FileLineProps) {
  const { fileKinds, formats, pages } = useMessages();
  const { download, open } = pages.submissions;
  const { scan } = file;
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
        <ScanBadge scan={scan} />
      </div>
      <ScanNote scan={scan} isOpen={file.isFetchable} />
      {hasPreview && <FilePreview file={file} />}
      {file.lacksPreview && <p class="quiet">{pages.review.noPreview}</p>}
      <Checksum file={file} />
      <div class="file-actions">
        {file.canOpen && (
          <a href={`${path}?disposition=inline`}>
            <FilledText text={open} parts={{ file: <span class="visually-hidden">{name}</span> }} />
          </a>
        )}
        {file.isFetchable && (
          <a href={path}>
            <FilledText text={download} parts={{ file: <span class="visually-hidden">{name}</span> }} />
          </a>
        )}
      </div>
      {releasing && isReleasable(scan) && <ReleaseForm file={file} {...releasing} />}
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
