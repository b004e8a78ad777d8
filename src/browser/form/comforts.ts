/** The functions of the script's second file. */
export type Comforts = typeof import('../comforts.ts');

/**
 * Calls a function with the second file, which the first call loads. Where it cannot be loaded, the function is not
 * called: files are sent without it.
 */
export type UseComforts = (use: (comforts: Comforts) => void) => void;
