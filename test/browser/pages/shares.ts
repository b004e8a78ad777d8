import type { User } from '../../../src/accounts/users/user.ts';
import { Problem } from '../../../src/problems/problem.ts';
import { updateItem } from '../../../src/records/item.ts';
import type { Verdict } from '../../../src/records/scan-record.ts';
import { createShare, type NewShare } from '../../../src/sharing/create-share.ts';
import { revokeShare } from '../../../src/sharing/own-shares.ts';
import type { TestApp } from '../../support/test-app.ts';

/** The password of the links that have one. */
export const linkPassword = 'three green words';

/** A submission with links in every state, and the paths of the links. */
export interface SharedStage {
  readonly submissionId: string;
  /** A link to several files, one to a single file, and those that a reader cannot use, or not at once. */
  readonly paths: Readonly<
    Record<'open' | 'single' | 'counted' | 'locked' | 'usedUp' | 'expired' | 'revoked' | 'closed', string>
  >;
}

/** Makes links to a submission of the member, and lets scans find malware in one of its files and fail at another. */
export async function shareSubmission(testApp: TestApp, maker: User, reviewer: User): Promise<SharedStage> {
  const { dependencies, table } = testApp;
  const { forms, records, clock } = dependencies;
  const { submissions } = await records.submissions.list({ submitterId: maker.id }, 100);
  const [submission, other] = submissions.filter(({ files }) => files.files?.length === 2).reverse();
  if (!submission) throw new Error('The member has sent no two files.');
  const [safe, bad] = submission.files.files ?? [];
  const share = async (wishes: Omit<NewShare, 'submissionId'> = {}, user = maker) => {
    const link = await createShare(dependencies, forms, user, { submissionId: submission.id, ...wishes });
    if (link instanceof Problem) throw new Error(link.message.code);
    return { id: link.share.id, path: `/s/${link.secret}` };
  };
  const open = async (path: string, agent: string) => {
    const form = { password: linkPassword, file: safe?.id ?? '' };
    const headers = { accept: 'text/html', 'user-agent': agent };
    const { status } = await testApp.client().post(path, { form, headers });
    if (status !== 303) throw new Error(`A link was not opened: ${status}`);
  };

  const made = {
    open: await share(),
    single: await share({ fileId: safe?.id }),
    counted: await share({ maxUses: 3 }, reviewer),
    locked: await share({ password: linkPassword, expiresInDays: 30 }),
    usedUp: await share({ password: linkPassword, maxUses: 1 }),
    expired: await share({ password: linkPassword, fileId: safe?.id }),
    revoked: await share(),
    closed: await share({ fileId: bad?.id }),
  };
  await open(made.open.path, 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0');
  await open(made.open.path, 'curl/8.5.0');
  await open(made.usedUp.path, 'Wget/1.21.4');
  await revokeShare(dependencies, forms, maker, made.revoked.id);
  const yesterday = new Date(clock().getTime() - 86_400_000).toISOString();
  await updateItem(table, {
    update: { pk: `SHARE#${made.expired.id}`, sk: 'SHARE' },
    set: { expiresAt: yesterday },
  });

  await keepVerdict(testApp, bad?.id, { state: 'infected', signature: 'Win.Test.EICAR_HDB-1' });
  await keepVerdict(testApp, other?.files.files?.[0]?.id, { state: 'failed' });
  await keepVerdict(testApp, other?.files.files?.[1]?.id, { state: 'unscannable', reason: 'encrypted' });
  const { open: many, single, counted, locked, usedUp, expired, revoked, closed } = made;
  return {
    submissionId: submission.id,
    paths: {
      ...{ open: many.path, single: single.path, counted: counted.path, locked: locked.path },
      ...{ usedUp: usedUp.path, expired: expired.path, revoked: revoked.path, closed: closed.path },
    },
  };
}

async function keepVerdict({ dependencies }: TestApp, id: string | undefined, verdict: Verdict): Promise<void> {
  const { records, clock } = dependencies;
  const upload = id === undefined ? undefined : await records.uploads.find(id);
  if (!upload) throw new Error('The file is gone.');
  await records.scans.keep(upload, { ...verdict, scanner: 'clamd', at: clock().toISOString() }, []);
}
