/**
 * The arguments by which a child process runs TypeScript. Node strips types by itself since 22.18; from 22.13 on it does
 * so when asked, and warns.
 *
 * @see https://nodejs.org/api/typescript.html
 */
export const typeStripping: readonly string[] =
  process.features.typescript === 'strip'
    ? []
    : ['--experimental-strip-types', '--disable-warning=ExperimentalWarning'];
