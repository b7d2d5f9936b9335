import { useState } from 'preact/hooks';
import { Lock, UserRound } from 'lucide-preact';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { TextField } from '../../ui/form/TextField.tsx';
import { useTexts } from '../../text/language.tsx';

export interface ProfileView {
  readonly profileId: string;
  readonly label: string;
  readonly hasPin: boolean;
}

export interface ProfileListProps {
  readonly profiles: readonly ProfileView[];
  readonly busy: boolean;
  readonly refusal: string | undefined;
  readonly onOpen: (profileId: string, pin: string | undefined) => void;
  readonly onJoin: () => void;
  /** To begin or join with no relay. */
  readonly onAlone: () => void;
}

/** Persons of this computer. Each has a key and records of their own. */
export function ProfileList(props: ProfileListProps) {
  const { t } = useTexts();
  const [asked, setAsked] = useState<ProfileView>();
  const [pin, setPin] = useState('');
  return (
    <section class="stack">
      <h1>{t.welcome.chooseTitle}</h1>
      <p class="soft">{t.welcome.chooseHint}</p>
      <ul class="list" role="list">
        {props.profiles.map((profile) => (
          <li key={profile.profileId}>
            <div class="row-spread">
              <Button
                icon={UserRound}
                disabled={props.busy}
                onPress={() =>
                  profile.hasPin ? setAsked(profile) : props.onOpen(profile.profileId, undefined)
                }
              >
                {profile.label}
              </Button>
              {profile.hasPin && (
                <span class="row small soft">
                  <Lock size={14} aria-hidden="true" /> {t.welcome.locked}
                </span>
              )}
            </div>
          </li>
        ))}
      </ul>
      <div class="row">
        <Button kind="quiet" onPress={props.onJoin}>
          {t.welcome.addPerson}
        </Button>
        <Button kind="quiet" onPress={props.onAlone}>
          {t.alone.open}
        </Button>
      </div>
      {asked !== undefined && (
        <Dialog title={t.welcome.pinFor(asked.label)} onClose={() => setAsked(undefined)}>
          <form
            class="stack"
            onSubmit={(event) => {
              event.preventDefault();
              props.onOpen(asked.profileId, pin);
            }}
          >
            <TextField
              label={t.welcome.pinToOpen}
              type="password"
              value={pin}
              autoFocus
              onChange={setPin}
              error={props.refusal}
            />
            <div>
              <Button type="submit" kind="primary" disabled={props.busy}>
                {t.welcome.unlock}
              </Button>
            </div>
          </form>
        </Dialog>
      )}
    </section>
  );
}
