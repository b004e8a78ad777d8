import { avatar } from '../forms/definitions/avatar.ts';
import type { Ports } from '../ports.ts';
import type { FileRecord, SubmissionRecord } from '../records/submission-records.ts';
import type { GatePorts } from './file-gate.ts';
import { type GatedFile, toGatedFile } from './gated-file.ts';

/** Returns the picture from a user's latest avatar form, behind the gate that it has for a reader. */
export async function findAvatar(
  ports: Pick<Ports, 'records'> & GatePorts,
  userId: string,
  reader: { readonly id: string },
): Promise<GatedFile | undefined> {
  const { submissions, uploads } = ports.records;
  const submission = await submissions.findLatest(userId, avatar.slug);
  const picture = submission && pictureIn(submission);
  const upload = picture && (await uploads.find(picture.id));
  return upload && toGatedFile(ports, upload, reader);
}

/** Returns the picture that a submission brings its submitter; only the avatar form does. */
export function pictureIn({ form, files }: Pick<SubmissionRecord, 'form' | 'files'>): FileRecord | undefined {
  return form === avatar.slug ? files.picture?.[0] : undefined;
}
