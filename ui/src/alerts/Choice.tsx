interface ChoiceProps<T extends string> {
  readonly label: string;
  readonly values: readonly (readonly [value: T, title: string])[];
  readonly chosen: T;
  readonly choose: (value: T) => void;
}

/** One of a few, as buttons of which one is pressed. */
export function Choice<T extends string>({ label, values, chosen, choose }: ChoiceProps<T>) {
  return (
    <span class="alerts-choice" role="group" aria-label={label}>
      {values.map(([value, title]) => (
        <button
          key={value}
          type="button"
          class="button"
          aria-pressed={chosen === value}
          onClick={() => choose(value)}
        >
          {title}
        </button>
      ))}
    </span>
  );
}
