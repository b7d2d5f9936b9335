import { useCallback, useState } from 'preact/hooks';
import type { Refusal, Result } from '@nastavnik/core/kernel';
import { useTexts } from '../../text/language.tsx';

export interface Action {
  readonly busy: boolean;
  /** Why the last attempt was refused, as a sentence; gone with the next attempt. */
  readonly refusal: string | undefined;
  /** Runs something that may be refused; `done` follows only when it was not. */
  readonly run: <T>(act: () => Promise<Result<T, Refusal>>, done?: (value: T) => void) => void;
}

/** One thing a person does, with its refusal kept beside it. */
export function useAction(): Action {
  const { describe } = useTexts();
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal>();
  const run = useCallback<Action['run']>((act, done) => {
    setBusy(true);
    setRefusal(undefined);
    const attempt = async (): Promise<void> => {
      try {
        const result = await act();
        setBusy(false);
        if (result.ok) done?.(result.value);
        else setRefusal(result.error);
      } catch {
        setBusy(false);
        setRefusal({ code: 'internal' });
      }
    };
    void attempt();
  }, []);
  return { busy, refusal: refusal === undefined ? undefined : describe(refusal), run };
}
