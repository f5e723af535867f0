interface BarsProps {
  readonly label: string;
  readonly bars: readonly {
    readonly name: string;
    readonly count: number;
    readonly isNight?: boolean;
  }[];
  /** Names under the axis: each so-manieth. */
  readonly every: number;
}

/** Counts as upright bars. */
export function Bars({ label, bars, every }: BarsProps) {
  const most = Math.max(1, ...bars.map(({ count }) => count));
  return (
    <figure class="counts" aria-label={label}>
      <figcaption>{label}</figcaption>
      <ol>
        {bars.map(({ name, count, isNight }, index) => (
          <li key={name} title={`${name}: ${count}`} class={isNight ? 'is-night' : ''}>
            <span class="counts-number">{count > 0 && bars.length <= 31 ? count : ''}</span>
            <span class="counts-bar" style={{ height: `${(count / most) * 100}%` }} />
            <span class="counts-name">{index % every === 0 ? name : ''}</span>
          </li>
        ))}
      </ol>
    </figure>
  );
}
