interface KnownFindings {
  readonly reason: string;
  /** The findings as the test writes them, or many. */
  readonly findings: readonly string[] | 'many';
}

const redEdge = (...fields: readonly string[]): KnownFindings => ({
  reason: 'The red edge of a field with a mistake is too dark in the dark scheme.',
  findings: fields.map((field) => `desktop, dark: edge below 3 to 1: ${field}`),
});

/** Findings of states that are not mended yet. One that is mended fails until it is removed here. */
export const knownFindings: Readonly<Record<string, KnownFindings>> = {
  'registration, mistakes': redEdge('input text username', 'input text email', 'input password password'),
  'form, mistakes': redEdge('input text title'),
  'form, mistakes beside uploads': redEdge('input text title'),
  'password, mistakes': redEdge('input password password'),
  documentation: { reason: 'The viewer is a library, whose markup is not ours.', findings: 'many' },
};
