import { expect, test } from 'vitest';
import { chooseText, textIn } from '../../src/messages/text.ts';

test('chooseText, a text in the wanted language, gives that', () => {
  expect(chooseText({ en: 'Title', de: 'Titel' }, 'de')).toEqual({ text: 'Titel', language: 'de' });
});

test('chooseText, no text in the wanted language, gives the deployment’s, and else the first, with its language', () => {
  expect(chooseText({ de: 'Titel', en: 'Title' }, 'ar')).toEqual({ text: 'Title', language: 'en' });
  expect(chooseText({ fr: 'Titre', ar: 'العنوان' }, 'de')).toEqual({ text: 'Titre', language: 'fr' });
});

test('chooseText, one text for all, is in the deployment’s language', () => {
  expect(chooseText('Title', 'fr')).toEqual({ text: 'Title', language: 'en' });
  expect(textIn('Title', 'fr')).toBe('Title');
});
