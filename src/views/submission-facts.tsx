import { useMessages } from './language.tsx';
import { Time } from './time.tsx';

interface SubmissionFactsProps {
  readonly reference: string;
  readonly submittedAt: string;
  /** The time until which the form keeps it; `undefined` without an end. */
  readonly keptUntil?: string | undefined;
  /** The submitter's name; `undefined` for the reader's own submission. */
  readonly submitter: string | undefined;
}

/** Renders what is known of a submission besides its content, for a list of keys and values. */
export function SubmissionFacts({ reference, submittedAt, keptUntil, submitter }: SubmissionFactsProps) {
  const { submissions: texts, deletion } = useMessages().pages;
  return (
    <>
      <dt>{texts.reference}</dt>
      <dd>
        <code dir="ltr">{reference}</code>
      </dd>
      <dt>{texts.received}</dt>
      <dd>
        <Time at={submittedAt} />
      </dd>
      {keptUntil && (
        <>
          <dt>{deletion.keptUntil}</dt>
          <dd>
            <Time at={keptUntil} />
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
    </>
  );
}
