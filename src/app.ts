import type { Hono } from 'hono';
import type { Dependencies } from './dependencies.ts';
import type { AppEnv } from './http/app-env.ts';
import { limitBody } from './http/request-body.ts';
import { apiToken } from './middleware/api-token.ts';
import { clientAddress } from './middleware/client-address.ts';
import { adapterErrors, errorHandler, notFoundHandler } from './middleware/error-handler.ts';
import { readStartsAhead, readUploadAhead } from './middleware/read-ahead.ts';
import { requestId } from './middleware/request-id.ts';
import { requestLog } from './middleware/request-log.ts';
import { sameOrigin } from './middleware/same-origin.ts';
import { securityHeaders } from './middleware/security-headers.ts';
import { sessionCookie } from './middleware/session.ts';
import { trimSlash } from './middleware/trailing-slash.ts';
import { methodNotAllowed } from './middleware/wrong-method.ts';
import { createRouter } from './openapi/router.ts';
import { assets } from './routes/assets.ts';
import { apiDocument, docs } from './routes/docs.tsx';
import { exports } from './routes/exports/exports.tsx';
import { avatars } from './routes/files/avatars.ts';
import { files } from './routes/files/files.ts';
import { previews } from './routes/files/previews.ts';
import { forms } from './routes/forms/forms.tsx';
import { formSubmissions } from './routes/forms/submissions.tsx';
import { uploadSteps } from './routes/forms/upload-steps.tsx';
import { health } from './routes/health.ts';
import { home } from './routes/home.tsx';
import { jobs } from './routes/jobs/jobs.tsx';
import { language } from './routes/language.ts';
import { passwordLinks } from './routes/password-links.tsx';
import { scans } from './routes/scans.tsx';
import { session } from './routes/session.tsx';
import { sessions } from './routes/sessions.tsx';
import { ownShares } from './routes/shares/own-shares.ts';
import { shares } from './routes/shares/shares.ts';
import { sso } from './routes/sso.tsx';
import { statistics } from './routes/statistics.tsx';
import { decisions } from './routes/submissions/decisions.ts';
import { deletions } from './routes/submissions/deletions.ts';
import { submissionEvents } from './routes/submissions/events.tsx';
import { releases } from './routes/submissions/releases.ts';
import { submissions } from './routes/submissions/submissions.tsx';
import { withdrawals } from './routes/submissions/withdrawals.ts';
import { tokens } from './routes/tokens.tsx';
import { uploads } from './routes/uploads/uploads.ts';
import { upstreams } from './routes/upstreams.ts';
import { password } from './routes/users/password.tsx';
import { registrations } from './routes/users/registrations.tsx';
import { users } from './routes/users/users.tsx';

/** Creates the whole application, independent of where it runs. This function is its table of contents. */
export function createApp(dependencies: Dependencies): Hono<AppEnv> {
  const app = createRouter();

  app.use(requestId);
  app.use(requestLog(dependencies.log));
  app.use(securityHeaders(dependencies.bucketOrigin, dependencies.publicUrl));
  app.use(adapterErrors(dependencies));

  // These need no user.
  app.route('/assets', assets(dependencies));
  app.route('/', health(dependencies));
  app.route('/', apiDocument(dependencies, app));

  app.use(sameOrigin(dependencies.publicUrl));
  app.use(methodNotAllowed(app, dependencies));
  app.use(limitBody);
  app.use(clientAddress(dependencies));
  // People without an account open links: neither a session nor an API token counts.
  app.route('/', shares(dependencies));
  app.use('/uploads', readStartsAhead(dependencies));
  app.use('/uploads/:id/*', readUploadAhead(dependencies));
  app.use(apiToken(dependencies));
  app.use(sessionCookie(dependencies));

  app.route('/', home(dependencies));
  app.route('/', docs(dependencies, app));
  app.route('/', exports(dependencies));
  app.route('/', avatars(dependencies));
  app.route('/', files(dependencies));
  app.route('/', releases(dependencies));
  app.route('/', previews(dependencies));
  app.route('/', forms(dependencies));
  app.route('/', formSubmissions(dependencies));
  app.route('/', uploadSteps(dependencies));
  app.route('/', jobs(dependencies));
  app.route('/', scans(dependencies));
  app.route('/', statistics(dependencies));
  app.route('/', language(dependencies));
  app.route('/', passwordLinks(dependencies));
  app.route('/', session(dependencies));
  app.route('/', sso(dependencies));
  app.route('/', sessions(dependencies));
  app.route('/', submissions(dependencies));
  app.route('/', ownShares(dependencies));
  app.route('/', submissionEvents(dependencies));
  app.route('/', withdrawals(dependencies));
  app.route('/', decisions(dependencies));
  app.route('/', deletions(dependencies));
  app.route('/', tokens(dependencies));
  app.route('/', uploads(dependencies));
  app.route('/', registrations(dependencies));
  app.route('/', password(dependencies));
  app.route('/', users(dependencies));
  app.route('/', upstreams(dependencies));

  app.notFound(trimSlash(app, notFoundHandler(dependencies)));
  app.onError(errorHandler(dependencies));
  return app;
}
