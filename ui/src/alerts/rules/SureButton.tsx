import { useSignal } from '@preact/signals';

interface SureButtonProps {
  readonly title: string;
  readonly run: () => void;
}

/** A button that asks back once; who leaves it has answered no. */
export function SureButton({ title, run }: SureButtonProps) {
  const isAsking = useSignal(false);
  return (
    <button
      type="button"
      class="button"
      onBlur={() => (isAsking.value = false)}
      onClick={() => {
        if (isAsking.value) run();
        isAsking.value = !isAsking.value;
      }}
    >
      {isAsking.value ? `${title}: sure?` : title}
    </button>
  );
}
