import { en } from './en.ts';
import type { Messages } from './messages.ts';

export const ar = { ...en, language: 'ar' } satisfies Messages;
