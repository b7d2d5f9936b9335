import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { X } from 'lucide-preact';
import { useTexts } from '../text/language.tsx';
import { Button } from './Button.tsx';

export interface DialogProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
}

/** A modal on the platform's `<dialog>`: it keeps the focus, closes on Esc and gives the focus back. */
export function Dialog(props: DialogProps) {
  const { t } = useTexts();
  const titleId = useId();
  const ref = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const dialog = ref.current;
    const opener = document.activeElement;
    if (dialog !== null && !dialog.open) dialog.showModal();
    return () => {
      dialog?.close();
      // A dialog that leaves the page while it closes gives the focus to nobody.
      if (opener instanceof HTMLElement) opener.focus();
    };
  }, []);
  return (
    <dialog
      ref={ref}
      class="dialog"
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        props.onClose();
      }}
      // The browser may close it unasked, as it does on a second Esc.
      onClose={(event) => {
        if (event.currentTarget.isConnected) props.onClose();
      }}
    >
      <div class="dialog-head">
        <h2 id={titleId}>{props.title}</h2>
        <Button kind="quiet" icon={X} label={t.common.close} onPress={props.onClose} />
      </div>
      {props.children}
    </dialog>
  );
}
