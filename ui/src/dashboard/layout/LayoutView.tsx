import { useSignal } from '@preact/signals';
import { Icon } from '../../app/Icon';
import { Menu } from '../../app/Menu';
import { usePage } from '../../app/page';
import { BoardPanel } from '../BoardPanel';
import type { AutoGridLayout, Layout, Row, RowsLayout, TabsLayout } from '../model';
import { PrintedGrid } from './PrintedGrid';
import { GridView, type LayoutProps, useTurn } from './GridView';
import { autoItems, elementsIn } from './layouts';
import { type Turn, turnsOf } from './repeat';
import { counted } from '../../units/counted';

/** The panels of a board where its layout puts them. */
export function LayoutView({ layout, ...props }: LayoutProps & { layout: Layout }) {
  const { printing } = usePage();
  switch (layout.kind) {
    case 'grid':
      return printing.isOn.value ? (
        <PrintedGrid layout={layout} {...props} />
      ) : (
        <GridView layout={layout} {...props} />
      );
    case 'autoGrid':
      return <AutoGrid layout={layout} {...props} />;
    case 'rows':
      return <Rows layout={layout} {...props} />;
    case 'tabs':
      return <Tabs layout={layout} {...props} />;
  }
}

function AutoGrid({ layout, elements, scope, actions }: LayoutProps & { layout: AutoGridLayout }) {
  return (
    <div class="auto-grid" style={{ '--columns': layout.maxColumns ?? 3 }}>
      {autoItems(layout).map((element) =>
        elements[element] ? (
          <BoardPanel
            key={element}
            id={element}
            panel={elements[element]}
            scope={scope}
            actions={actions({ element, key: element })}
          />
        ) : null,
      )}
    </div>
  );
}

function Rows({ layout, ...props }: LayoutProps & { layout: RowsLayout }) {
  const chosen = props.scope.chosen.value;
  return (
    <>
      {(layout.rows ?? []).flatMap((row, index) => {
        const turns = turnsOf(row.repeat, chosen);
        const shown: readonly (Turn | null)[] = turns.length > 0 ? turns : [null];
        return shown.map((turn) => (
          <RowView
            key={`${index} ${turn?.value ?? ''}`}
            row={row}
            turn={turn}
            index={index}
            {...props}
          />
        ));
      })}
    </>
  );
}

interface RowViewProps extends LayoutProps {
  readonly row: Row;
  readonly turn: Turn | null;
  readonly index: number;
}

/** A row under its heading; folded, its panels are not there and ask for nothing. */
function RowView({ row, turn, index, scope, actions, ...props }: RowViewProps) {
  const isFolded = useSignal(row.collapsed ?? false);
  const own = useTurn(scope, turn);
  const title = own.text(row.title ?? '') || 'Row';
  const count = elementsIn(row.layout).length;
  const { editing } = props;
  const suffix = turn ? `~${turn.value}` : '';
  const hasHead = !row.hideHeader || isFolded.value;
  return (
    <section class="board-row" aria-label={title}>
      {hasHead && (
        <div class="board-row-head">
          <h2>
            <button
              type="button"
              aria-expanded={!isFolded.value}
              onClick={() => (isFolded.value = !isFolded.value)}
            >
              <Icon name="chevron" />
              {editing && !turn ? <span class="sr-only">{title}</span> : title}
              {isFolded.value && <span class="hint">{counted(count, 'panel')}</span>}
            </button>
          </h2>
          {editing && !turn && (
            <>
              <input
                type="text"
                class="row-title"
                aria-label="Name of the row"
                value={row.title ?? ''}
                onInput={(event) => editing.setRow(index, { title: event.currentTarget.value })}
              />
              <Menu
                label={`Menu of row ${title}`}
                items={[{ title: 'Remove row', run: () => editing.removeRow(index) }]}
              />
            </>
          )}
        </div>
      )}
      {!isFolded.value && (
        <LayoutView
          layout={row.layout}
          scope={own}
          actions={(placed) => actions({ ...placed, key: placed.key + suffix })}
          {...props}
        />
      )}
    </section>
  );
}

function Tabs({ layout, ...props }: LayoutProps & { layout: TabsLayout }) {
  const tabs = layout.tabs ?? [];
  const at = useSignal(0);
  const current = tabs[Math.min(at.value, tabs.length - 1)];
  if (!current) return null;
  return (
    <>
      <div class="board-tabs" role="tablist">
        {tabs.map(({ title }, index) => (
          <button
            type="button"
            role="tab"
            key={index}
            aria-selected={tabs[index] === current}
            onClick={() => (at.value = index)}
          >
            {props.scope.text(title ?? `Tab ${index + 1}`)}
          </button>
        ))}
      </div>
      <LayoutView key={at.value} layout={current.layout} {...props} />
    </>
  );
}
