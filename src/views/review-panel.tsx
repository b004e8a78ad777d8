import { DecisionForm, type ReviewPanelProps, typedFor } from './decision-form.tsx';
import { LabelForms } from './label-forms.tsx';
import { useMessages } from './language.tsx';
import { StateName } from './state-badge.tsx';

/** Renders what a reviewer can do with a submission. Each part is a form of its own, which names the version it is about. */
export function ReviewPanel(panel: ReviewPanelProps) {
  const texts = useMessages().pages.review;
  return (
    <div class="review-panel">
      {panel.states.length === 0 ? (
        <p class="card card-quiet">{texts.closed}</p>
      ) : (
        <>
          <StateForm {...panel} />
          <AssigneeForms {...panel} />
          <LabelForms {...panel} />
        </>
      )}
      <NoteForm {...panel} />
    </div>
  );
}

function StateForm(panel: ReviewPanelProps) {
  const { state, states, refused } = panel;
  const texts = useMessages().pages.review;
  const typed = typedFor(refused, 'state');
  const chosen = typed.state ?? state;
  return (
    <section class="card" aria-labelledby="decision-heading" id="decision">
      <h2 id="decision-heading">{texts.decision}</h2>
      <DecisionForm panel={panel} kind="state">
        <fieldset class="state-choices">
          <legend class="visually-hidden">{texts.state}</legend>
          {states.map(({ name, label, part }) => (
            <label class={`state-choice state-${part}`}>
              <input type="radio" name="state" value={name} checked={name === chosen} required />
              <StateName name={name} label={label} />
            </label>
          ))}
        </fieldset>
        <label for="message">{texts.message}</label>
        <p class="hint" id="message-hint">
          {texts.messageHint}
        </p>
        <textarea id="message" name="message" rows={3} maxlength={4000} aria-describedby="message-hint">
          {typed.message ?? ''}
        </textarea>
        <button type="submit">{texts.decide}</button>
      </DecisionForm>
    </section>
  );
}

function AssigneeForms(panel: ReviewPanelProps) {
  const { assignee, refused } = panel;
  const texts = useMessages().pages.review;
  const typed = typedFor(refused, 'assignee');
  return (
    <section class="card" aria-labelledby="assignee-heading">
      <h2 id="assignee-heading">{texts.assignee}</h2>
      <p>{assignee ? <bdi>{assignee.username}</bdi> : <span class="quiet">{texts.unassigned}</span>}</p>
      <div class="actions">
        {!assignee?.isReader && (
          <DecisionForm panel={panel} kind="assignee" isQuiet>
            <input type="hidden" name="assignee" value="me" />
            <button type="submit" class="secondary small">
              {texts.assignToMe}
            </button>
          </DecisionForm>
        )}
        {assignee && (
          <DecisionForm panel={panel} kind="assignee" isQuiet>
            <input type="hidden" name="assignee" value="" />
            <button type="submit" class="secondary small">
              {texts.unassign}
            </button>
          </DecisionForm>
        )}
      </div>
      <details class="quiet-details" open={typed.assignee !== undefined}>
        <summary>{texts.assignOther}</summary>
        <DecisionForm panel={panel} kind="assignee">
          <label for="assignee">{texts.nameOrEmail}</label>
          <div class="joined">
            <input
              type="text"
              id="assignee"
              name="assignee"
              required
              maxlength={320}
              autocomplete="off"
              value={typed.assignee ?? ''}
            />
            <button type="submit" class="secondary">
              {texts.assign}
            </button>
          </div>
        </DecisionForm>
      </details>
    </section>
  );
}

function NoteForm(panel: ReviewPanelProps) {
  const texts = useMessages().pages.review;
  // The note of a release that another reviewer has made before can be added here.
  const isTooLate = panel.refused?.problem.message.code === 'file-released';
  const typed = typedFor(panel.refused, isTooLate ? 'release' : 'note');
  return (
    <section class="card" aria-labelledby="note-heading">
      <h2 id="note-heading">{texts.note}</h2>
      <DecisionForm panel={panel} kind="note">
        <p class="hint" id="note-hint">
          {texts.noteHint}
        </p>
        <textarea
          name="note"
          rows={3}
          maxlength={4000}
          required
          aria-labelledby="note-heading"
          aria-describedby="note-hint"
        >
          {typed.note ?? ''}
        </textarea>
        <button type="submit" class="secondary">
          {texts.addNote}
        </button>
      </DecisionForm>
    </section>
  );
}
