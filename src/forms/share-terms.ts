/** Which links to its files a form allows people to make. */
export interface ShareTerms {
  /** The people who may make links: the reviewers of the form, its submitters for what they sent, or both. */
  readonly by: readonly ('reviewers' | 'submitters')[];
  /** The days after which a link expires unless its maker chooses otherwise; at most `maxDays`. By default 7. */
  readonly usualDays: number;
  /** The most days for which a link may work. By default 30. */
  readonly maxDays: number;
  /** True when every link must have a password. */
  readonly needsPassword: boolean;
  /** The most downloads that a link may allow; without it, a link may allow any number. */
  readonly maxDownloads?: number;
}

/** The terms that a form declares; the rest is as usual. */
export type DeclaredShareTerms = Pick<ShareTerms, 'by'> & Partial<ShareTerms>;

/** Returns the terms of a form. */
export function shareTermsOf(declared: DeclaredShareTerms): ShareTerms {
  const { maxDays = 30 } = declared;
  return { usualDays: Math.min(7, maxDays), needsPassword: false, ...declared, maxDays };
}

/** Returns what is wrong with the terms of a form; `undefined` when they can work. */
export function faultOfShares({ by, usualDays, maxDays, maxDownloads = 1 }: ShareTerms): string | undefined {
  if (by.length === 0) return 'it allows links, and no users who may make them.';
  const areWhole = [usualDays, maxDays, maxDownloads].every((value) => Number.isInteger(value) && value >= 1);
  if (!areWhole) return 'the days and downloads of its links must be whole numbers from 1.';
  return usualDays > maxDays ? 'its links usually work for longer than they may.' : undefined;
}
