import { useEffect, useState } from 'preact/hooks';
import { parseInvitation } from '@nastavnik/core/access';
import { roles, type Role } from '@nastavnik/core/domain';
import { isErrorCode, ok, type Refusal } from '@nastavnik/core/kernel';
import type { Profile, Replica } from '../../replica/replica.ts';
import { useAction } from '../shell/use-action.ts';
import type { Gateway } from './gateway.ts';
import type { InvitationPreview } from './JoinForm.tsx';

/** Where a person stands before the workplace is open. */
export type Entry =
  | { readonly state: 'starting' }
  | { readonly state: 'failed'; readonly refusal: Refusal }
  | { readonly state: 'choosing'; readonly profiles: readonly Profile[] }
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

  const open = async (profileId: string): Promise<void> => {
    const replica = await gateway.open(profileId);
    await gateway.remember(profileId);
    setEntry({ state: 'open', replica });
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
    open: (profileId: string) => guard(open(profileId)),
    join: () => setEntry({ state: 'joining', canGoBack: true, needsRelay: false }),
    back: () => {
      setPreview(undefined);
      guard(start());
    },
  };
}
