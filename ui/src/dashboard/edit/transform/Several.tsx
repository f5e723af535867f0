interface SeveralProps {
  readonly label: string;
  readonly choices: readonly (readonly [string, string])[];
  readonly chosen: readonly string[];
  readonly set: (chosen: readonly string[]) => void;
}

/** Any number of some choices, as buttons that stay pressed. */
export function Several({ label, choices, chosen, set }: SeveralProps) {
  // What was chosen and is not there now can still be given up.
  const known = new Set(choices.map(([choice]) => choice));
  const gone = chosen.filter((each) => !known.has(each)).map((each) => [each, each] as const);
  return (
    <fieldset class="several">
      <legend>{label}</legend>
      {[...choices, ...gone].map(([choice, title]) => {
        const isChosen = chosen.includes(choice);
        return (
          <button
            type="button"
            key={choice}
            class="choice"
            aria-pressed={isChosen}
            onClick={() =>
              set(isChosen ? chosen.filter((each) => each !== choice) : [...chosen, choice])
            }
          >
            {title}
          </button>
        );
      })}
      {choices.length === 0 && gone.length === 0 && <span class="hint">no columns yet</span>}
    </fieldset>
  );
}
