/** The findings that admins can look at: what was found, the files that wait for long, and what was released. */
export const findingViews = ['open', 'waiting', 'released'] as const;
export type FindingView = (typeof findingViews)[number];
