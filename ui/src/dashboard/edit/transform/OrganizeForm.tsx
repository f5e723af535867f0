import type { OptionsFormProps } from './StepForm';

interface Organization {
  readonly excludeByName?: Readonly<Record<string, boolean>>;
  readonly includeByName?: Readonly<Record<string, boolean>>;
  readonly indexByName?: Readonly<Record<string, number>>;
  readonly renameByName?: Readonly<Record<string, string>>;
}

/** Which columns are shown, in which order, and under which names. */
export function OrganizeForm({ options, columns, change }: OptionsFormProps) {
  const {
    excludeByName = {},
    includeByName = {},
    indexByName = {},
    renameByName = {},
  } = options as Organization;
  const isIncluding = Object.keys(includeByName).length > 0;
  const names = columns
    .map(({ name }, place) => ({ name, place: indexByName[name] ?? 1_000 + place }))
    .sort((a, b) => a.place - b.place)
    .map(({ name }) => name);
  const isShown = (name: string) => (isIncluding ? includeByName[name] : !excludeByName[name]);
  const show = (name: string, isWanted: boolean) =>
    change(
      isIncluding
        ? { ...options, includeByName: { ...includeByName, [name]: isWanted } }
        : { ...options, excludeByName: { ...excludeByName, [name]: !isWanted } },
    );
  const move = (place: number, by: -1 | 1) => {
    const moved = names.filter((_, at) => at !== place);
    moved.splice(place + by, 0, names[place]);
    const indexes = Object.fromEntries(moved.map((name, index) => [name, index]));
    change({ ...options, indexByName: { ...indexByName, ...indexes } });
  };
  if (names.length === 0) return <p class="hint">There are no columns yet.</p>;
  return (
    <ol class="columns-form">
      {names.map((name, place) => (
        <li class="form-line" key={name}>
          <label class="check">
            <input
              type="checkbox"
              checked={isShown(name)}
              onChange={(event) => show(name, event.currentTarget.checked)}
            />
            {name}
          </label>
          <input
            type="text"
            aria-label={`Another name for ${name}`}
            placeholder="another name"
            value={renameByName[name] ?? ''}
            onInput={(event) =>
              change({
                ...options,
                renameByName: { ...renameByName, [name]: event.currentTarget.value },
              })
            }
          />
          <button
            type="button"
            class="icon-button"
            aria-label={`${name} further left`}
            disabled={place === 0}
            onClick={() => move(place, -1)}
          >
            ↑
          </button>
          <button
            type="button"
            class="icon-button"
            aria-label={`${name} further right`}
            disabled={place === names.length - 1}
            onClick={() => move(place, 1)}
          >
            ↓
          </button>
        </li>
      ))}
    </ol>
  );
}
