/** The most submissions of a selection; a filter has no limit. */
export const maxSelected = 500;

/** A larger selection is asked about before the first change, as all that match a filter are. */
export const maxUnasked = 25;
