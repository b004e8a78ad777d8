import { en } from './en.ts';
import type { Messages } from './messages.ts';

export const fr = { ...en, language: 'fr' } satisfies Messages;
