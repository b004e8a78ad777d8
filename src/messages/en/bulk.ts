import { type Text, textIn } from '../text.ts';
import { formats } from './formats.ts';

/** Sentences about decisions about many submissions at once. */
export const bulk = {
  'bulk-source-missing': 'Choose submissions, or all that match a filter.',
  'bulk-submission-expected': 'Name each submission by its id and the version that you saw.',
  'bulk-too-many-selected': ({ max }: { max: number }) =>
    `Choose at most ${formats.number(max)} submissions, or all that match a filter.`,
  'bulk-selection-changed': ({ count }: { count: number }) =>
    `${formats.plural(count, { one: '# submission', other: '# submissions' })} changed since you chose. Nothing was done. Look again, then decide.`,
  'bulk-entry-changed': ({ number, state, seen, now }: { number: number; state: Text; seen: number; now: number }) =>
    `No. ${number} is now “${textIn(state, 'en')}” (version ${now}; you saw version ${seen}).`,
  'bulk-entry-unknown': 'This form has no such submission any more.',
  'bulk-count-changed': ({ expected, found }: { expected: number; found: number }) =>
    `You saw ${formats.number(expected)} submissions, and now ${formats.number(found)} match. Nothing was done. Look again, then decide.`,
  'bulk-nothing-found': 'No submission matches any more. Nothing was done.',
  'bulk-too-many-running': ({ max }: { max: number }) =>
    `You have ${formats.number(max)} of these under way. Wait until one has ended, or stop one.`,
  'bulk-failed':
    'Something went wrong on our side, so this stopped. What was changed until then stays. You can try again with what is left.',
  'bulk-right-lost': 'It stopped, because its person may no longer decide about this form.',
  'bulk-over': 'This has been started, stopped or undone meanwhile. Look at how it stands.',
  'bulk-words-stay': 'It sent words to the submitter and changed nothing else. Words can’t be taken back.',
  'no-such-bulk': 'We can’t find this. What was decided stands in the history of each submission.',
} as const;
