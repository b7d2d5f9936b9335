// @vitest-environment happy-dom
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { expect, test } from 'vitest';
import { StatusTier, type SafetyTier } from './StatusTier.tsx';

async function stepsOf(tier: SafetyTier | undefined, reachesDistrict: boolean): Promise<string[]> {
  const root = document.createElement('div');
  await act(() => {
    render(<StatusTier tier={tier} nowMs={0} reachesDistrict={reachesDistrict} />, root);
  });
  return [...root.querySelectorAll('.tier-step')].map((step) =>
    (step.textContent ?? '').replace(/\s+/g, ' '),
  );
}

test('[S4] tiers already reached and tiers ahead are told apart in words', async () => {
  expect(await stepsOf('relay', true)).toEqual([
    'достигнуто:на устройстве',
    'достигнуто:на узле',
    'ещё нет:в районе',
  ]);
});

test('[S4] what is not stored yet claims nothing', async () => {
  const steps = await stepsOf(undefined, true);
  expect(steps.every((step) => step.startsWith('ещё нет:'))).toBe(true);
});

test('[S4] a kind that the district never reads has no district tier', async () => {
  expect(await stepsOf('relay', false)).toHaveLength(2);
});
