import { usePage } from '../../app/page';
import { colorOf } from '../fields/colors';

const COLORS = [
  ...['green', 'yellow', 'orange', 'red', 'blue', 'purple', 'text'],
  ...['dark-green', 'dark-red', 'light-blue', 'transparent'],
];

interface ColorChoiceProps {
  readonly label: string;
  readonly color: string;
  readonly set: (color: string) => void;
}

/** A colour by its name, with a look at it. */
export function ColorChoice({ label, color, set }: ColorChoiceProps) {
  const { theme } = usePage();
  const names = COLORS.includes(color) || color === '' ? COLORS : [color, ...COLORS];
  return (
    <span class="color-choice">
      <span class="chip" style={{ background: colorOf(color || 'blue', theme.palette.value) }} />
      <select aria-label={label} value={color} onChange={(event) => set(event.currentTarget.value)}>
        {color === '' && <option value="">none</option>}
        {names.map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </select>
    </span>
  );
}
