import { defineBrand } from './brand/define-brand.ts';

/**
 * The face of this deployment: change it here, and nowhere else. What cannot work (a colour that is hard to read, an
 * address that no page may link to) stops the build and the start, with a sentence that says what to change.
 */
export const declaredBrand = defineBrand({
  name: 'Sluice',
  logo: 'src/brand/mark.svg',
  accent: { light: '#0b6371', dark: '#6cc5d1' },
  language: 'en',
});
