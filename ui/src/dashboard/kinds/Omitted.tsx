interface OmittedProps {
  readonly count: number;
  readonly what: 'columns' | 'series' | 'values';
}

/** Says how many are left out, if any are: what is missing in silence is taken for absent. */
export function Omitted({ count, what }: OmittedProps) {
  return count > 0 ? (
    <p class="legend-note">
      {count} more {what} are not shown.
    </p>
  ) : null;
}
