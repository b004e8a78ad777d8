import type { Child } from 'hono/jsx';
import { en } from '../../src/messages/en.ts';
import { PageMessages } from '../../src/views/language.tsx';

/** Renders a view in English, as `renderPage` does. */
export function render(view: Child): string {
  return String(<PageMessages.Provider value={en}>{view}</PageMessages.Provider>);
}
