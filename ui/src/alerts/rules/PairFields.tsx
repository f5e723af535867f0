import { FieldProblem } from './FieldProblem';
import type { Pair } from './draft';

interface PairFieldsProps {
  readonly title: string;
  /** What one of them is called: `label`. */
  readonly noun: string;
  readonly pairs: readonly Pair[];
  readonly mistakes: readonly string[] | undefined;
  readonly change: (pairs: readonly Pair[]) => void;
}

/** Names with their texts, a line each. */
export function PairFields({ title, noun, pairs, mistakes, change }: PairFieldsProps) {
  const set = (index: number, changed: Partial<Pair>) =>
    change(pairs.map((pair, at) => (at === index ? { ...pair, ...changed } : pair)));
  return (
    <fieldset class="rule-pairs">
      <legend>{title}</legend>
      {pairs.map((pair, index) => (
        <div key={index} class="rule-pair">
          <input
            aria-label={`Name of ${noun} ${index + 1}`}
            spellcheck={false}
            value={pair.name}
            onInput={(event) => set(index, { name: event.currentTarget.value })}
          />
          <input
            aria-label={`Text of ${pair.name || `${noun} ${index + 1}`}`}
            value={pair.value}
            onInput={(event) => set(index, { value: event.currentTarget.value })}
          />
          <button
            type="button"
            class="button"
            aria-label={`Remove ${pair.name || `${noun} ${index + 1}`}`}
            onClick={() => change(pairs.filter((_, at) => at !== index))}
          >
            ×
          </button>
        </div>
      ))}
      <FieldProblem mistakes={mistakes} />
      <button
        type="button"
        class="button"
        onClick={() => change([...pairs, { name: '', value: '' }])}
      >
        Add {noun}
      </button>
    </fieldset>
  );
}
