import { callApi } from '../data/http';

/** What an instant query answers. */
export type InstantResult =
  | { readonly resultType: 'scalar' | 'string'; readonly result: readonly [number, string] }
  | {
      readonly resultType: 'vector';
      readonly result: readonly {
        readonly metric: Labels;
        readonly value?: readonly [number, string];
      }[];
    }
  | {
      readonly resultType: 'matrix';
      readonly result: readonly {
        readonly metric: Labels;
        readonly values?: readonly (readonly [number, string])[];
      }[];
    };

export interface MetricMetadata {
  readonly type: string;
  readonly help: string;
}

type Labels = Readonly<Record<string, string>>;

export function instantQuery(query: string, timeMillis: number): Promise<InstantResult> {
  return callApi('query', new URLSearchParams({ query, time: String(timeMillis / 1_000) }));
}

/** Names of all metrics with what is known of them. */
export async function metrics(): Promise<Map<string, MetricMetadata | null>> {
  const [names, metadata] = await Promise.all([
    callApi<string[]>('label/__name__/values'),
    callApi<Record<string, MetricMetadata[]>>('metadata'),
  ]);
  return new Map(names.map((name) => [name, metadataOf(name, metadata)]));
}

/** The parts of a histogram or summary are described under the name they share. */
function metadataOf(
  name: string,
  metadata: Record<string, MetricMetadata[]>,
): MetricMetadata | null {
  const family = name.replace(/_(?:bucket|sum|count|total)$/, '');
  return metadata[name]?.[0] ?? metadata[family]?.[0] ?? null;
}
