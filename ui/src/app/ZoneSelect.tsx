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
  return (
    <label>
      Time zone
      <select value={value} onChange={(event) => choose(event.currentTarget.value)}>
        <option value="">{unset}</option>
        {NAMES.map((name) => (
          <option key={name} value={name}>
            {name.replaceAll('_', ' ')}
          </option>
        ))}
      </select>
    </label>
  );
}
