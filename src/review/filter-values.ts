import type { Form } from '../forms/define-form.ts';
import type { Field } from '../forms/field.ts';
import { ownStates } from '../forms/review-terms.ts';
import { type Message, message } from '../messages/message.ts';
import { filterValue } from './index-entries.ts';

/** Reads the name of a state of the form, or of one that submitters set. */
export function readState({ review }: Form, text: string): string | Message {
  const isKnown = review.states.some(({ name }) => name === text) || Object.hasOwn(ownStates, text);
  return isKnown ? text : message('review-state-unknown');
}

/** Reads a value of one of the form's filters, as its entries in the index have it. */
export function readFilterValue({ fields, review }: Form, name: string, text: string): string | Message {
  const field = review.filters.includes(name) ? fields[name] : undefined;
  return field ? readValue(field, text) : message('no-such-field');
}

function readValue({ type, options = [] }: Field, text: string): string | Message {
  switch (type) {
    case 'select':
      return options.some(({ value }) => value === text) ? filterValue(text) : message('option-unknown');
    case 'checkbox':
      return text === 'true' || text === 'false' ? text : message('boolean-expected');
    case 'number': {
      const value = Number(text);
      return Number.isFinite(value) ? filterValue(value === 0 ? 0 : value) : message('number-expected');
    }
    default:
      return filterValue(text);
  }
}
