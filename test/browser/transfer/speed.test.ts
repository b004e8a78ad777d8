import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createMeter } from '../../../src/browser/transfer/meter.ts';
import { createSpeed } from '../../../src/browser/transfer/speed.ts';

test('the speed, a steady line, is that of the line', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1e9 }), fc.integer({ min: 200, max: 2_000 }), (bytesPerSecond, everyMs) => {
      const speed = createSpeed();
      let now = 0;
      for (let step = 0; step < 30; step++, now += everyMs) speed.note((bytesPerSecond * now) / 1000, now);
      expect(speed.at(now - everyMs) / bytesPerSecond).toBeCloseTo(1, 5);
    }),
  );
});

test('the speed, at first unknown, falls when nothing is sent and is never below zero', () => {
  const speed = createSpeed();
  expect(speed.at(0)).toBe(0);
  speed.note(0, 0);
  speed.note(1_000, 1_000);
  expect(speed.at(1_000)).toBe(1_000);
  expect(speed.at(10_000)).toBe(100);
  speed.note(0, 11_000);
  expect(speed.at(11_000)).toBe(0);
});

test('the speed, counts the last seconds only', () => {
  const speed = createSpeed();
  for (let now = 0; now <= 20_000; now += 500) speed.note(Math.max(0, now - 10_000), now);
  expect(speed.at(20_000)).toBe(1_000);
});

test('the meter, bytes in the bucket and under way, counts each part once', () => {
  let changes = 0;
  const meter = createMeter(
    () => changes++,
    () => 0,
  );
  meter.inFlight(1, 40);
  meter.inFlight(2, 10);
  meter.inFlight(1, 60);
  expect(meter.sent()).toBe(70);
  meter.confirm(1, 100);
  meter.inFlight(2, 0);
  expect([meter.sent(), changes]).toEqual([100, 5]);
  meter.reset();
  expect(meter.sent()).toBe(0);
});
