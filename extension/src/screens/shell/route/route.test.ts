import { expect, test } from 'vitest';
import { parseRoute } from './route.ts';

test('[U1] an address names a screen, and nonsense names none', () => {
  expect(parseRoute('')).toEqual({ screen: 'today' });
  expect(parseRoute('#/pairs')).toEqual({ screen: 'pairs' });
  expect(parseRoute('#/pairs/new')).toEqual({ screen: 'newPair' });
  expect(parseRoute('#/settings/devices')).toEqual({ screen: 'settings', section: 'devices' });
  expect(parseRoute('#/pairs/<script>')).toEqual({ screen: 'notFound' });
  expect(parseRoute('#/toString/x')).toEqual({ screen: 'notFound' });
});
