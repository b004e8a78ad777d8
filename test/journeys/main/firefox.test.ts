import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findFirefox, launchFirefox } from './firefox.ts';
import { type MainJourney, startMainJourney, takeMainJourney } from './main-journey.ts';

const firefox = findFirefox();

describe('a person in Firefox', () => {
  it('FIREFOX=installed, a Firefox, is found', () => {
    expect(process.env.FIREFOX === 'installed' && firefox === undefined).toBe(false);
  });

  // Debian calls it `firefox-esr`; `.ci/run` installs it.
  describe.skipIf(firefox === undefined)('(skipped where no Firefox is installed)', () => {
    let journey: MainJourney;
    beforeAll(async () => {
      journey = await startMainJourney('the Node server');
    });
    afterAll(() => journey.close());

    it('a user sends three files, one in parts with a reload between them, and gets the same bytes', async () => {
      const visitor = await launchFirefox(firefox ?? '', journey.site.url);
      try {
        await takeMainJourney(journey, visitor);
        expect(visitor.complaints).toEqual([]);
      } finally {
        await visitor.close();
      }
    }, 300_000);
  });
});
