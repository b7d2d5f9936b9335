import { describe, expect, it } from 'vitest';
import { publicKeyOf } from '../keys/public-key.ts';
import { principalOf } from '../rights/principal-of.ts';
import { appendEntries } from './chain/append-entry.ts';
import { SampleLog } from '../../testing/sample-log.ts';

describe('founding', () => {
  it('makes the operator the first member with the first device', async () => {
    const log = await SampleLog.found();
    const { state } = log;
    expect(state.seq).toBe(0);
    expect(state.members.get(log.operatorId)?.roles).toEqual(['municipalOperator']);
    expect(principalOf(log.operator.signer.kid, [state])?.personId).toBe(log.operatorId);
    expect(state.sequencer).toEqual(publicKeyOf(log.sequencer.signer));
  });
});

describe('replicas', () => {
  it('reach the same state from the same chain', async () => {
    const log = await SampleLog.found();
    const head = await log.addMember('orgHead');
    const mentor = await log.addMember('mentor');
    await log.addDevice(mentor.key, mentor.personId);
    await log.write(head.key, 'policy', { key: 'meetingsPerMonth', value: 2 });
    const replica = await appendEntries(undefined, log.entries);
    expect(replica.error).toBeUndefined();
    expect(replica.state).toEqual(log.state);
  });
});
