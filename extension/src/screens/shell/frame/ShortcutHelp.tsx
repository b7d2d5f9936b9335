import { Dialog } from '../../../ui/Dialog.tsx';
import { useTexts } from '../../../text/language.tsx';

export function ShortcutHelp(props: { readonly onClose: () => void }) {
  const { t } = useTexts();
  return (
    <Dialog title={t.shell.shortcuts} onClose={props.onClose}>
      <div class="stack">
        <ul class="list" role="list">
          <li>{t.shell.shortcutGo}</li>
          <li>{t.shell.shortcutNew}</li>
          <li>{t.shell.shortcutSearch}</li>
          <li>{t.shell.shortcutHelp}</li>
        </ul>
        <p class="small soft">{t.shell.shortcutsHint}</p>
      </div>
    </Dialog>
  );
}
