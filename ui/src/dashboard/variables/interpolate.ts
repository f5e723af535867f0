/** What is chosen for a variable: values go into queries, texts are shown to people. */
export interface Chosen {
  readonly values: readonly string[];
  readonly texts: readonly string[];
  /** Written as it is where everything is chosen. */
  readonly allValue?: string;
  /** Everything is chosen, and the texts say so. */
  readonly isAll?: boolean;
  /** False for a variable that only ever has one value, which then needs no regular expression. */
  readonly isPattern: boolean;
}

export type ChosenByName = Readonly<Record<string, Chosen>>;

/** How a variable is written where the reference names no format. */
export type DefaultFormat = 'promql' | 'text';

const REFERENCE =
  /\$(\w+)|\[\[(\w+)(?::(\w+))?\]\]|\$\{([\w.]+)(?:\["?([^"\]]+)"?\])?(?::([\w:.-]+))?\}/g;

/**
 * Puts macros and variables in the place of `$name`, `${name:format}` and `[[name]]`; what is
 * neither stays as it is.
 */
export function interpolate(
  text: string,
  chosen: ChosenByName,
  macros: Readonly<Record<string, string>> = {},
  defaultFormat: DefaultFormat = 'promql',
): string {
  return text.replace(
    REFERENCE,
    (whole, plain?: string, legacy?: string, legacyFormat?: string, braced?: string, ...rest) => {
      const [key, format] = rest as (string | undefined)[];
      const name = (plain ?? legacy ?? braced)! + (key === undefined ? '' : `.${key}`);
      const macro = macros[name];
      if (macro !== undefined) return macro;
      const variable = chosen[name];
      return variable ? written(name, variable, legacyFormat ?? format ?? defaultFormat) : whole;
    },
  );
}

/** Names of the variables and macros that a text refers to. */
export function referencesIn(text: string): Set<string> {
  return new Set(
    [...text.matchAll(REFERENCE)].map(
      ([, plain, legacy, , braced]) => (plain ?? legacy ?? braced).split('.')[0],
    ),
  );
}

function written(name: string, chosen: Chosen, format: string): string {
  const { values, texts, allValue, isPattern } = chosen;
  if (allValue !== undefined && !['text', 'queryparam'].includes(format)) return allValue;
  switch (format) {
    case 'promql':
      if (!isPattern) return (values[0] ?? '').replace(/[\\"]/g, '\\$&');
      // Once for the regular expression and once for the string that it stands in.
      return alternatives(values.map((value) => escapeRegex(value).replaceAll('\\', '\\\\')));
    case 'regex':
      return alternatives(values.map(escapeRegex));
    case 'pipe':
      return values.join('|');
    case 'csv':
    case 'raw':
      return values.join(',');
    case 'json':
      return JSON.stringify(values.length === 1 ? values[0] : values);
    case 'glob':
      return values.length > 1 ? `{${values.join(',')}}` : (values[0] ?? '');
    case 'singlequote':
      return values.map((value) => `'${value.replaceAll("'", "\\'")}'`).join(',');
    case 'doublequote':
      return values.map((value) => `"${value.replaceAll('"', '\\"')}"`).join(',');
    case 'percentencode':
      return values.map(encodeURIComponent).join(',');
    case 'queryparam':
      return queryParameters(name, chosen);
    default:
      return texts.join(' + ');
  }
}

/** The choice as it stands in an address. */
export function queryParameters(name: string, { values, allValue }: Chosen): string {
  const shown = allValue === undefined ? values : [ALL];
  return shown.map((value) => `var-${name}=${encodeURIComponent(value)}`).join('&');
}

/** Stands for every option, in addresses and stored choices. */
export const ALL = '$__all';

function alternatives(values: readonly string[]): string {
  return values.length === 1 ? values[0] : `(${values.join('|')})`;
}

function escapeRegex(value: string): string {
  return value.replace(/[\\^$.*+?()[\]{}|/-]/g, (letter) =>
    letter === '/' || letter === '-' ? letter : `\\${letter}`,
  );
}
