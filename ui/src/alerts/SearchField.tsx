import type { Signal } from '@preact/signals';

interface SearchFieldProps {
  readonly label: string;
  readonly placeholder: string;
  readonly text: Signal<string>;
  /** Called before the list is asked for with another text. */
  readonly changed?: () => void;
}

/** Narrows a list down while somebody types. */
export function SearchField({ label, placeholder, text, changed }: SearchFieldProps) {
  return (
    <input
      type="search"
      aria-label={label}
      placeholder={placeholder}
      value={text.value}
      onInput={(event) => {
        changed?.();
        text.value = event.currentTarget.value;
      }}
    />
  );
}
