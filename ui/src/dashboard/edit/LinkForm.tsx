import type { Link, Panel } from '../model';
import type { Edit } from './PanelEditor';

/** Where a panel leads to. */
export function LinkForm({ panel, edit }: { panel: Panel; edit: Edit }) {
  const links = panel.links ?? [];
  const set = (next: readonly Link[], group?: string) =>
    edit('change the links', (each) => ({ ...each, links: next }), group);
  const change = (index: number, parts: Partial<Link>) =>
    set(
      links.map((each, at) => (at === index ? { ...each, ...parts } : each)),
      `link ${index}`,
    );
  return (
    <>
      {links.map((link, index) => (
        <div class="form-line" key={index}>
          <input
            type="text"
            aria-label="Title of the link"
            placeholder="Title"
            value={link.title ?? ''}
            onInput={(event) => change(index, { title: event.currentTarget.value })}
          />
          <input
            type="text"
            aria-label="Address of the link"
            placeholder="/d/other?var-host=$host"
            value={link.url}
            onInput={(event) => change(index, { url: event.currentTarget.value })}
          />
          <button
            type="button"
            class="icon-button"
            aria-label="Remove the link"
            onClick={() => set(links.filter((_, at) => at !== index))}
          >
            ×
          </button>
        </div>
      ))}
      <button
        type="button"
        class="button"
        onClick={() => set([...links, { title: '', url: '/d/', keepTime: true }])}
      >
        Add a link
      </button>
    </>
  );
}
