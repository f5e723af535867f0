import { browserZone } from '../time/zone';

/** UTC, the browser's own, and all that the browser knows of. */
const NAMES = [...new Set(['UTC', browserZone(), ...Intl.supportedValuesOf('timeZone')])];

interface ZoneSelectProps {
  /** A name of the IANA list; empty is what `unset` says. */
  readonly value: string;
  readonly unset: string;
  readonly choose: (name: string) => void;
}

/** A choice among time zones. */
export function ZoneSelect({ value, unset, choose }: ZoneSelectProps) {
  // Boards may write the newer of two names of a zone.
  const names = value === '' || NAMES.includes(value) ? NAMES : [value, ...NAMES];
  return (
    <label>
      Time zone
      <select value={value} onChange={(event) => choose(event.currentTarget.value)}>
        <option value="">{unset}</option>
        {names.map((name) => (
          <option key={name} value={name}>
            {name.replaceAll('_', ' ')}
          </option>
        ))}
      </select>
    </label>
  );
}
