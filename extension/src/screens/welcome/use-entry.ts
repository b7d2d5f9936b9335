import { useEffect, useState } from 'preact/hooks';
import { parseInvitation } from '@nastavnik/core/access';
import { roles, type Role } from '@nastavnik/core/domain';
import { fail, isErrorCode, ok, type Refusal } from '@nastavnik/core/kernel';
import type { Profile, Replica } from '../../replica/replica.ts';
import { useAction } from '../shell/use-action.ts';
import type { Gateway } from './gateway.ts';
import type { InvitationPreview } from './JoinForm.tsx';

/** Where a person stands before the workplace is open. */
export type Entry =
  | { readonly state: 'starting' }
  | { readonly state: 'failed'; readonly refusal: Refusal }
  | { readonly state: 'choosing'; readonly profiles: readonly Profile[] }
  | { readonly state: 'alone' }
  | { readonly state: 'joining'; readonly canGoBack: boolean; readonly needsRelay: boolean }
  | { readonly state: 'open'; readonly replica: Replica };

const isRole = (text: string): text is Role => (roles as readonly string[]).includes(text);

/** Errors of ours keep their code; anything else is said as an internal one. */
function refusalOf(cause: unknown): Refusal {
  const code = typeof cause === 'object' && cause !== null && 'code' in cause ? cause.code : '';
  return { code: typeof code === 'string' && isErrorCode(code) ? code : 'internal' };
}

export function useEntry(gateway: Gateway) {
  const [entry, setEntry] = useState<Entry>({ state: 'starting' });
  const [preview, setPreview] = useState<InvitationPreview>();
  const [invitation, setInvitation] = useState({ text: '', relay: '' });
  const action = useAction();

  /** Undefined when it is open; the refusal of a wrong PIN otherwise. */
  const open = async (profileId: string, pin = ''): Promise<Refusal | undefined> => {
    const replica = await gateway.open(profileId);
    const unlocked = replica.profile.hasPin ? await replica.vault.unlock(pin) : ok(undefined);
    if (!unlocked.ok) {
      await replica.close();
      return unlocked.error;
    }
    await gateway.remember(profileId);
    setEntry({ state: 'open', replica });
    return undefined;
  };
  const start = async (): Promise<void> => {
    const profiles = await gateway.list();
    if (profiles.length === 0) {
      setEntry({ state: 'joining', canGoBack: false, needsRelay: false });
      return;
    }
    const recalled = await gateway.recall();
    const last = profiles.find(({ profileId }) => profileId === recalled);
    // Who has left on purpose wants the list, even of one: a colleague joins from there.
    const only = recalled === undefined && profiles.length === 1 ? profiles[0] : undefined;
    const next = last ?? only;
    if (next === undefined || next.hasPin) setEntry({ state: 'choosing', profiles });
    else await open(next.profileId);
  };
  const guard = (work: Promise<void>): void => {
    work.catch((cause: unknown) => setEntry({ state: 'failed', refusal: refusalOf(cause) }));
  };
  useEffect(() => guard(start()), [gateway]);

  const check = (text: string, relay: string): void => {
    const parsed = parseInvitation(text);
    const isBare = parsed.ok && parsed.value.relayUrl === undefined;
    if (isBare && relay.trim() === '') {
      setEntry((now) => (now.state === 'joining' ? { ...now, needsRelay: true } : now));
      return;
    }
    const relayUrl = relay.trim() === '' ? undefined : relay.trim();
    action.run(
      () => gateway.inspect(text, relayUrl),
      (offered) => {
        setInvitation({ text, relay: relay.trim() });
        setPreview({
          organisation: offered.name,
          roles: offered.roles.filter(isRole),
          purpose: offered.purpose,
          expiresAtMs: offered.expiresAtMs,
        });
      },
    );
  };
  const accept = (names: { readonly label: string; readonly deviceLabel: string }): void => {
    action.run(async () => {
      const joined = await gateway.join({
        codeOrLink: invitation.text,
        ...(invitation.relay === '' ? {} : { relayUrl: invitation.relay }),
        ...names,
      });
      if (!joined.ok) return joined;
      setPreview(undefined);
      await open(joined.value);
      return ok(undefined);
    });
  };
  return {
    entry,
    preview,
    busy: action.busy,
    refusal: action.refusal,
    check,
    accept,
    open: (profileId: string, pin: string | undefined) =>
      action.run(async () => {
        const refusal = await open(profileId, pin);
        return refusal === undefined ? ok(undefined) : fail(refusal);
      }),
    join: () => setEntry({ state: 'joining', canGoBack: true, needsRelay: false }),
    alone: () => setEntry({ state: 'alone' }),
    back: () => {
      setPreview(undefined);
      guard(start());
    },
  };
}
