import { expect, test } from 'vitest';
import { consentFactsOf, type SpokenSignature } from './outside-facts.ts';

const said = (purpose: string, day: number): SpokenSignature =>
  ({
    purpose,
    statementId: 'consent-mentee/1/ru',
    signedAtMs: Date.UTC(2026, 8, day),
    signer: { memberId: 'person', role: 'mentee', kid: 'kid', alg: 'Ed25519' },
  }) as unknown as SpokenSignature;

const states = (...signatures: SpokenSignature[]): string[] =>
  consentFactsOf(signatures, 'UTC').map(({ state }) => state);

test('[AC-000-3] a no before any yes is a refusal, after a yes it is a withdrawal', () => {
  expect(states(said('withdrawal', 1))).toEqual(['refused']);
  expect(states(said('consent', 1), said('withdrawal', 2))).toEqual(['given', 'withdrawn']);
  expect(states(said('withdrawal', 2), said('consent', 3))).toEqual(['refused', 'given']);
});

test('[AC-000-3] signatures for other purposes say nothing about consent', () => {
  expect(states(said('order', 1), said('agree', 2))).toEqual([]);
});
