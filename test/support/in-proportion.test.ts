import { expect, it } from 'vitest';
import { expectInProportion } from './in-proportion.ts';

it('expectInProportion, work that looks at each character some times, passes', async () => {
  const text = 'a'.repeat(200_000);
  await expectInProportion(text.length, () =>
    text
      .replace(/(?:a|b)/g, 'c')
      .toUpperCase()
      .normalize('NFKC'),
  );
});

it('expectInProportion, work that begins again at every character, fails', async () => {
  const text = `${'a'.repeat(50_000)}!`;
  await expect(expectInProportion(text.length, () => /a+$/.test(text))).rejects.toThrow('to be less');
});
