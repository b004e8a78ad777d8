import { createContext, useContext } from 'hono/jsx';
import type { Messages } from '../messages/messages.ts';
import type { Problem } from '../problems/problem.ts';
import { type ProblemText, problemText } from '../problems/problem-text.ts';

/** The texts of the page that is rendered; `renderPage` provides them. */
export const PageMessages = createContext<Messages | undefined>(undefined);

/**
 * Returns the texts of the page's language.
 * @throws Error outside of `PageMessages.Provider`
 */
export function useMessages(): Messages {
  const messages = useContext(PageMessages);
  if (messages === undefined) throw new Error('A view is rendered without its texts.');
  return messages;
}

/** Returns a problem in the words of the page's language. */
export function useProblemText(problem: Problem | undefined): ProblemText | undefined {
  const messages = useMessages();
  return problem && problemText(problem, messages);
}
