import { createContext, useContext } from 'hono/jsx';

/** The path of the script for passwords, tokens and links; `renderPage` provides it. */
export const AccountScriptPath = createContext<string | undefined>(undefined);

/** Renders the script of the buttons that show and copy, beside them. A browser runs a module once for a page. */
export function AccountScript() {
  const path = useContext(AccountScriptPath);
  return path === undefined ? null : <script type="module" src={path} />;
}
