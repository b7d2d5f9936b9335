import { Button } from '../../../ui/Button.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { useTexts } from '../../../text/language.tsx';

export interface ConflictView {
  readonly key: string;
  readonly field: string;
  readonly values: readonly {
    readonly value: string | number | boolean;
    readonly name: string;
    /** The one that everybody sees until it is settled. */
    readonly isShown: boolean;
  }[];
  readonly canResolve: boolean;
}

/** Two people set one field to different values: both are shown, one tap settles it. */
export function ConflictNotice(props: {
  readonly conflict: ConflictView;
  readonly onResolve: (key: string, value: string | number | boolean) => void;
}) {
  const { t } = useTexts();
  const { conflict } = props;
  return (
    <Notice kind="warn" title={t.programme.conflictTitle(conflict.field)}>
      <ul class="list" role="list">
        {conflict.values.map(({ value, name, isShown }) => (
          <li key={String(value)}>
            <div class="row-spread">
              <span>
                {name} {isShown && <span class="small soft">({t.programme.conflictShown})</span>}
              </span>
              {conflict.canResolve && (
                <Button onPress={() => props.onResolve(conflict.key, value)}>
                  {t.programme.conflictKeep}: {name}
                </Button>
              )}
            </div>
          </li>
        ))}
      </ul>
    </Notice>
  );
}
