import type { Form } from '../forms/define-form.ts';
import type { Text } from '../messages/text.ts';

/** Returns a state as pages show it. One that the form has no longer stands under its name. */
export function shownState({ review }: Pick<Form, 'review'>, name: string) {
  const state = review.states.find((each) => each.name === name);
  return { name, label: state?.label as Text | undefined, part: state?.part };
}
