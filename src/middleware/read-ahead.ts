import type { MiddlewareHandler } from 'hono';
import type { Dependencies } from '../dependencies.ts';
import type { AppEnv, ReadAhead } from '../http/app-env.ts';
import { findStarts } from '../uploads/quota.ts';
import { readId } from '../values/id.ts';

/**
 * Prepares to read the upload that a path names. The check of a cookie or token begins the reading once the credential is
 * genuine, so that the table looks the upload up beside the user. A visitor without one costs no call, and the route
 * shows nothing before it knows whose upload it is.
 */
export function readUploadAhead({ records }: Dependencies): MiddlewareHandler<AppEnv> {
  return (c, next) => {
    const id = readId(c.req.param('id'));
    c.set(
      'uploadAhead',
      once(async () => id && records.uploads.find(id)),
    );
    c.set('readAhead', c.get('uploadAhead'));
    return next();
  };
}

/** Prepares to read how many uploads a user has started in this hour, in the same way. */
export function readStartsAhead(dependencies: Dependencies): MiddlewareHandler<AppEnv> {
  return (c, next) => {
    if (c.req.method === 'POST') {
      c.set(
        'startsAhead',
        once((userId) => findStarts(dependencies, userId)),
      );
      c.set('readAhead', c.get('startsAhead'));
    }
    return next();
  };
}

/** Makes a read that is begun and asked for by several, and made once. A request that is refused asks for no result. */
function once<Result>(read: ReadAhead<Result>): ReadAhead<Result> {
  let reading: Promise<Result> | undefined;
  return (userId) => {
    if (reading === undefined) {
      reading = read(userId);
      reading.catch(() => undefined);
    }
    return reading;
  };
}
