import type { Message } from '../messages/message.ts';
import { sentenceOf } from '../messages/sentence.ts';
import type { Text } from '../messages/text.ts';
import { DeclaredText } from './declared-text.tsx';
import { useMessages } from './language.tsx';

interface FileRulesHintProps {
  readonly id: string;
  readonly hint?: Text | undefined;
  readonly rules: Message;
  readonly types: readonly Message[];
}

/** Renders the hint of a file field: its own, its rules, and all types for those who ask. */
export function FileRulesHint({ id, hint, rules, types }: FileRulesHintProps) {
  const messages = useMessages();
  return (
    <>
      <p id={id} class="hint">
        {hint && (
          <>
            <DeclaredText text={hint} />{' '}
          </>
        )}
        {sentenceOf(rules, messages)}
      </p>
      <details class="file-types">
        <summary>{messages.pages.forms.allFileTypes}</summary>
        <ul>
          {types.map((type) => (
            <li>{sentenceOf(type, messages)}</li>
          ))}
        </ul>
      </details>
    </>
  );
}
