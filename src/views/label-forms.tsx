import { DecisionForm, type ReviewPanelProps, typedFor } from './decision-form.tsx';
import { useMessages } from './language.tsx';

/** Renders the labels of a submission, each with a button that removes it, and the form that adds one. */
export function LabelForms(panel: ReviewPanelProps) {
  const { labels, refused } = panel;
  const texts = useMessages().pages.review;
  const typed = typedFor(refused, 'label-added');
  return (
    <section class="card" aria-labelledby="labels-heading">
      <h2 id="labels-heading">{texts.labels}</h2>
      {labels.length === 0 ? (
        <p class="quiet">{texts.noLabels}</p>
      ) : (
        <ul class="labels">
          {labels.map((label) => (
            <li class="badge">
              <bdi>{label}</bdi>
              <DecisionForm panel={panel} kind="label-removed" isQuiet>
                <input type="hidden" name="label" value={label} />
                <button type="submit" class="secondary label-removal" aria-label={texts.removeLabel({ label })}>
                  ×
                </button>
              </DecisionForm>
            </li>
          ))}
        </ul>
      )}
      <DecisionForm panel={panel} kind="label-added">
        <label for="label">{texts.newLabel}</label>
        <div class="joined">
          <input
            type="text"
            id="label"
            name="label"
            required
            maxlength={40}
            autocomplete="off"
            value={typed.label ?? ''}
          />
          <button type="submit" class="secondary">
            {texts.addLabel}
          </button>
        </div>
      </DecisionForm>
    </section>
  );
}
