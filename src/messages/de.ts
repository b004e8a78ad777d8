import { en } from './en.ts';
import type { Messages } from './messages.ts';

export const de = { ...en, language: 'de' } satisfies Messages;
