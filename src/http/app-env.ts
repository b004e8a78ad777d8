import type { Session } from 'hono-sessions';
import type { Scope } from '../accounts/roles.ts';
import type { SessionContent } from '../accounts/sessions/session-store.ts';
import type { User } from '../accounts/users/user.ts';
import type { UploadRecord } from '../records/upload-records.ts';
import type { LogLine } from '../telemetry/log.ts';

/** What the entries give the app with each request, and the middleware gives the routes. */
export interface AppEnv {
  Bindings: {
    /** Who connects, as the server saw it: the client, or the proxy in front. Never from a header. */
    readonly clientAddress?: string;
    /** The gateway's own id of the request, where there is one. */
    readonly requestId?: string;
    /** When the entry itself answers that it took too long, in epoch milliseconds, where one does. */
    readonly deadlineAt?: number;
    /** Why the entry could make no request of what arrived, or no answer of what came: answered like an error. */
    readonly adapterError?: { readonly status: number; readonly detail: string; readonly cause?: unknown };
    /** The method of what is refused: the request that asks for the error page is a GET or HEAD. */
    readonly failedMethod?: string;
    /**
     * Is filled with what the log is to say of this request, where the entry writes it itself, once it knows what left.
     */
    readonly logLine?: LogLine;
  };
  Variables: {
    requestId: string;
    /** From where the client asks; `undefined` where a proxy in front does not tell it. */
    clientAddress: string | undefined;
    session: Session<SessionContent>;
    user: User | undefined;
    /** How long an upstream took to begin its answer, in milliseconds; for the log. */
    upstreamMs: number | undefined;
    /** What the API token may do that asks; absent when a cookie or nobody does. */
    scope: Scope | undefined;
    /** Which of the user's sessions asks. */
    sessionId: string | undefined;
    /** The upload that the path names, for whoever started it: where a path names one. */
    upload: UploadRecord;
  };
}
