import type { Session } from 'hono-sessions';
import type { Scope } from '../accounts/roles.ts';
import type { SessionContent } from '../accounts/sessions/session-store.ts';
import type { User } from '../accounts/users/user.ts';
import type { OpenCount } from '../records/finding-records.ts';
import type { UploadRecord } from '../records/upload-records.ts';
import type { LogLine } from '../telemetry/log.ts';

/** The values that the entries pass to the app with each request, and the middleware to the routes. */
export interface AppEnv {
  Bindings: {
    /**
     * The address of the connection, as the server saw it: the client's, or that of the proxy in front. Never from a
     * header.
     */
    readonly clientAddress?: string;
    /** The gateway's own id of the request, where there is a gateway. */
    readonly requestId?: string;
    /**
     * The time at which the entry itself responds with a time-out, in epoch milliseconds; absent where it never does.
     */
    readonly deadlineAt?: number;
    /** The reason why the entry could not build the request or send the response. The app responds with this error. */
    readonly adapterError?: { readonly status: number; readonly detail: string; readonly cause?: unknown };
    /** The method of the failed request: the request that asks for the error page is a GET or HEAD. */
    readonly failedMethod?: string;
    /** Collects the log line of this request, where the entry writes it itself after the response has left. */
    readonly logLine?: LogLine;
  };
  Variables: {
    requestId: string;
    /** The client's address; `undefined` where a proxy in front does not pass it on. */
    clientAddress: string | undefined;
    session: Session<SessionContent> | undefined;
    user: User | undefined;
    /** The milliseconds until an upstream began its response; for the log. */
    upstreamMs: number | undefined;
    /** The scope of the request's API token; absent for a cookie and for an anonymous request. */
    scope: Scope | undefined;
    /** The session of the user that the request's cookie names. */
    sessionId: string | undefined;
    /** The findings of scans that wait for a person; set where the menu shows their number. */
    openFindings: OpenCount | undefined;
    /** Begins to read, beside the look-up of this user, the record that the route will ask for; absent for most. */
    readAhead: ReadAhead<unknown> | undefined;
    /** The upload that the path names, before its user is compared; set where a path names one. */
    uploadAhead: ReadAhead<UploadRecord | undefined> | undefined;
    /** The number of uploads that the user has started in this hour; set where one more is to start. */
    startsAhead: ReadAhead<number> | undefined;
    /** The upload in the path, which this user started; set where a path names one. */
    upload: UploadRecord;
  };
}

/** A read for this user that is made once, however often it is called. */
export type ReadAhead<Result> = (userId: string) => Promise<Result>;

/**
 * The type of a page, a redirect, a problem or an empty response. Helpers of routes return it rather than `Response`,
 * in whose union with a JSON response TypeScript drops the type of the JSON.
 */
export type ResponseWithoutJson = Response & { readonly _format: 'body' | 'html' | 'redirect' | 'text' };
