import { readFile } from 'node:fs/promises';
import { build, type Plugin } from 'esbuild';
import type { Brand } from './src/brand/define-brand.ts';
import { prepareLogo } from './src/brand/logo.ts';
import { paletteOf } from './src/brand/palette.ts';
import { InvalidDeclaration } from './src/problems/errors.ts';

/**
 * Reads `src/brand.ts` as it is now. Node keeps the modules that it has loaded, and `npm run dev` builds again after each
 * change.
 * @throws InvalidDeclaration when the brand cannot be used
 */
export async function readBrand(): Promise<Brand> {
  const { outputFiles } = await build({
    ...{ entryPoints: ['src/brand.ts'], bundle: true, format: 'esm', platform: 'node', write: false },
    ...{ minify: true, logLevel: 'silent' },
  });
  const text = outputFiles[0]?.text ?? '';
  try {
    const { declaredBrand } = await import(`data:text/javascript;base64,${Buffer.from(text).toString('base64')}`);
    return declaredBrand;
  } catch (error) {
    // Without the trace through the text of the module, which is longer than any terminal.
    throw error instanceof Error && error.name === 'InvalidDeclaration' ? new InvalidDeclaration(error.message) : error;
  }
}

/** Returns the logo's file for browsers. */
export async function readLogo(brand: Brand): Promise<string> {
  return prepareLogo(await readFile(brand.logo, 'utf8'), brand);
}

/** Gives the stylesheet the colours of the brand: the custom properties of `@import "brand:colours"`. */
export const brandColours: Plugin = {
  name: 'brand-colours',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^brand:colours$/ }, ({ path }) => ({ path, namespace: 'brand' }));
    onLoad({ filter: /.*/, namespace: 'brand' }, async () => {
      const { accent } = await readBrand();
      const [light, dark] = [properties(paletteOf('light', accent.light)), properties(paletteOf('dark', accent.dark))];
      return { contents: `${light}\n@media screen and (prefers-color-scheme: dark) { ${dark} }`, loader: 'css' };
    });
  },
};

function properties(palette: Readonly<Record<string, string>>): string {
  const declarations = Object.entries(palette).map(([name, colour]) => `--sluice-${name}: ${colour};`);
  return `:root { ${declarations.join(' ')} }`;
}
