import type { Text } from '../messages/text.ts';
import { useText } from './declared-text.tsx';
import { DownloadAllButton } from './export-button.tsx';
import { useMessages } from './language.tsx';
import { LeftOut } from './left-out.tsx';
import { ShareLink, type Sharing } from './share-link.tsx';
import { type ReceiptFile, SubmissionContent, type SubmissionContentProps } from './submission-content.tsx';
import { SubmissionFacts } from './submission-facts.tsx';
import { type Progress, SubmitterProgress } from './submitter-progress.tsx';

interface ReceiptPageProps extends Pick<SubmissionContentProps, 'fields' | 'files'> {
  readonly id: string;
  readonly number: number;
  /** True on the way from the form, where the page thanks its submitter. */
  readonly isJustSent: boolean;
  /** True while its files are being scanned and the page looks again by itself. */
  readonly refreshes?: boolean;
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
  readonly sharing?: Sharing | undefined;
  /** The labels of what was filled in and is not in the submission, because the form had changed. */
  readonly notKept: readonly Text[];
  /** How far its review is, for its submitter; `undefined` for a form that is no longer declared. */
  readonly progress?: Progress | undefined;
}

/** Renders a submission: its content, time and submitter, and a link to each file. */
export function ReceiptPage(receipt: ReceiptPageProps) {
  const { isJustSent, submitter } = receipt;
  const formTitle = useText(receipt.formTitle);
  const { submissions: texts, deletion, scans } = useMessages().pages;
  const files = receipt.files.flatMap((field) => field.files);
  return (
    <>
      <h1>{texts.receiptTitle({ formTitle: formTitle.text, number: receipt.number })}</h1>
      {isJustSent && submitter === undefined && <Thanks files={files} />}
      {submitter === undefined && <Removed files={files} progress={receipt.progress} />}
      {receipt.refreshes && <p class="quiet">{scans.refreshes}</p>}
      {receipt.progress && <SubmitterProgress {...receipt.progress} />}
      <LeftOut sentence={texts.notKept} labels={receipt.notKept} />
      <article>
        <dl>
          <SubmissionFacts {...receipt} />
          <SubmissionContent fields={receipt.fields} files={receipt.files} hasPreviews />
        </dl>
      </article>
      <div class="actions">
        {files.length > 0 && <DownloadAllButton submissionId={receipt.id} />}
        {receipt.sharing && <ShareLink {...receipt.sharing} />}
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

/** Renders what a submitter can do about files with malware, where no new version is asked for or there already. */
function Removed({ files, progress }: { files: readonly ReceiptFile[]; progress: Progress | undefined }) {
  const { scans } = useMessages().pages;
  const count = files.filter(({ scan }) => scan.state === 'infected').length;
  if (count === 0 || progress?.newVersionPath || progress?.newerPath) return null;
  return (
    <p class="notice notice-caution" role="alert">
      {scans.removed({ count })}
    </p>
  );
}
