/** The functions of the script's second file, as `main.ts` loads them. */
export type Comforts = typeof import('../comforts.ts');
