import { formats } from '../formats.ts';

/** Texts about how long submissions are kept, and of the page on which admins delete one. */
export const deletionPages = {
  title: ({ formTitle, number }: { formTitle: string; number: number }) => `Delete ${formTitle} no. ${number}?`,
  question: 'This can’t be undone. These go for good:',
  values: 'everything that was filled in',
  files: ({ count, size }: { count: number; size: string }) =>
    `${formats.plural(count, { one: '# file', other: '# files' })} (${size})`,
  history: 'its state, notes, messages and history',
  remains: 'It stays on record that it was deleted, when, by whom and why.',
  reason: 'Reason',
  reasonHint: 'Write nothing personal here: the reason stays.',
  confirm: 'Delete for good',
  cancel: 'Keep it',
  ask: 'Delete',
  done: 'The submission was deleted. Its files are being removed.',
  keptUntil: 'Kept until',
  keptFor: ({ days }: { days: number }) =>
    `We keep what you send for ${formats.plural(days, { one: '# day', other: '# days' })}, then we delete it.`,
} as const;
