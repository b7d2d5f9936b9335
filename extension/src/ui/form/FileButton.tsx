import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import type { LucideIcon } from 'lucide-preact';
import { Button } from '../Button.tsx';

export interface FileButtonProps {
  /** Name of the hidden field, for those who meet it without the button. */
  readonly label: string;
  readonly icon?: LucideIcon;
  readonly disabled?: boolean;
  readonly onFile: (file: File) => void;
  readonly children: ComponentChildren;
}

/** A button that asks for one of our own files. */
export function FileButton({ label, onFile, children, ...button }: FileButtonProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button {...button} onPress={() => input.current?.click()}>
        {children}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        accept=".nastavnik"
        aria-label={label}
        onChange={({ currentTarget }) => {
          const [file] = currentTarget.files ?? [];
          if (file) onFile(file);
          // The same file may be chosen again.
          currentTarget.value = '';
        }}
      />
    </>
  );
}
