import type { Text } from '../messages/text.ts';
import { DeclaredText } from './declared-text.tsx';
import { FilledText } from './filled-text.tsx';
import { Icon } from './icon.tsx';
import { useMessages } from './language.tsx';

/** Renders links to the tables of the forms that the visitor reviews; nothing for a visitor who reviews none. */
export function ReviewLinks({ forms }: { forms: readonly { readonly slug: string; readonly title: Text }[] }) {
  const texts = useMessages().pages.submissionTable;
  if (forms.length === 0) return null;
  return (
    <nav class="review-links wide" aria-label={texts.toReview}>
      <ul>
        {forms.map(({ slug, title }) => (
          <li>
            <a href={`/forms/${slug}/submissions`} class="button secondary">
              <FilledText text={texts.reviewForm} parts={{ form: <DeclaredText text={title} /> }} />
              <Icon name="next" />
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
