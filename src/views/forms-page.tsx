import type { Text } from '../messages/text.ts';
import { DeclaredText } from './declared-text.tsx';
import { Icon } from './icon.tsx';
import { useMessages } from './language.tsx';

interface FormsPageProps {
  readonly forms: readonly { readonly slug: string; readonly title: Text; readonly description: Text }[];
}

/** Renders the forms that the visitor may fill in. */
export function FormsPage({ forms }: FormsPageProps) {
  return (
    <>
      <h1>{useMessages().pages.forms.title}</h1>
      <FormCards forms={forms} heading="h2" />
    </>
  );
}

/** Renders the forms, a card each, or a sentence when there are none. */
export function FormCards({ forms, heading: Heading }: FormsPageProps & { readonly heading: 'h2' | 'h3' }) {
  const texts = useMessages().pages.home;
  if (forms.length === 0) return <p class="empty">{texts.noForms}</p>;
  return (
    <ul class="cards">
      {forms.map((form) => (
        <li>
          <article>
            <Heading>
              <a href={`/forms/${form.slug}`}>
                <DeclaredText text={form.title} />
              </a>
            </Heading>
            <p>
              <DeclaredText text={form.description} />
            </p>
            <Icon name="next" />
          </article>
        </li>
      ))}
    </ul>
  );
}
