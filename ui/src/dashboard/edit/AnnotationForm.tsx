import type { Annotation } from '../model';
import * as changes from './changes';
import type { BoardSession } from './session';

/** The moments that a board marks. */
export function AnnotationForm({ session }: { session: BoardSession }) {
  const { log } = session;
  const annotations = log.value.value.spec.annotations ?? [];
  const set = (next: readonly Annotation[], group: string | null = null) =>
    log.run('change the annotations', changes.setSpec({ annotations: next }), group);
  const change = (at: number, parts: Partial<Annotation>) =>
    set(
      annotations.map((each, index) => (index === at ? { ...each, ...parts } : each)),
      `annotation ${at}`,
    );
  return (
    <div class="form-part">
      {annotations.map((annotation, index) => (
        <div class="form-row" key={index}>
          <label>
            Name
            <input
              type="text"
              value={annotation.name}
              onInput={(event) => change(index, { name: event.currentTarget.value })}
            />
          </label>
          <label>
            From
            <select
              value={annotation.kind}
              onChange={(event) =>
                change(index, { kind: event.currentTarget.value as Annotation['kind'] })
              }
            >
              <option value="events">Events sent to this server</option>
              <option value="query">A query that is not zero</option>
              <option value="alerts">Alerts that fire</option>
            </select>
          </label>
          {annotation.kind === 'query' && (
            <label>
              Query
              <input
                type="text"
                class="code"
                value={annotation.query?.expr ?? ''}
                onChange={(event) =>
                  change(index, { query: { ref: 'A', expr: event.currentTarget.value } })
                }
              />
            </label>
          )}
          {annotation.kind === 'events' && (
            <label>
              Tags
              <input
                type="text"
                value={(annotation.tags ?? []).join(', ')}
                onChange={(event) => {
                  const tags = event.currentTarget.value.split(',').map((tag) => tag.trim());
                  change(index, { tags: tags.filter(Boolean) });
                }}
              />
            </label>
          )}
          <button
            type="button"
            class="button"
            aria-label={`Remove ${annotation.name}`}
            onClick={() => set(annotations.filter((each) => each !== annotation))}
          >
            Remove
          </button>
        </div>
      ))}
      <div class="form-buttons is-left">
        <button
          type="button"
          class="button"
          onClick={() => set([...annotations, { kind: 'events', name: 'Events', tags: [] }])}
        >
          Add an annotation
        </button>
      </div>
    </div>
  );
}
