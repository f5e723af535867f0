import type { GridLayout } from '../model';
import { type Block, blocksOf } from './blocks';
import { GridPanel, heightInPixels, type LayoutProps } from './GridView';
import { type Placed, spread } from './repeat';

/** What is higher would leave half a sheet empty if it went to the next one as a whole. */
const HIGHEST_WHOLE = 560;

/** The panels of a grid on paper: those side by side go to the next sheet together. */
export function PrintedGrid({ layout, ...props }: LayoutProps & { layout: GridLayout }) {
  const { elements, scope } = props;
  const placed = spread(layout.items ?? [], elements, scope.chosen.value).filter(
    ({ element }) => elements[element],
  );
  if (placed.length === 0) return null;
  return <PrintedBlock block={blocksOf(placed)} {...props} />;
}

function PrintedBlock({ block, ...props }: LayoutProps & { block: Block<Placed> }) {
  const { x, y, w, h } = block.box;
  const panelOf = (placed: Placed) => (
    <GridPanel key={placed.key} placed={placed} panel={props.elements[placed.element]} {...props} />
  );
  const height = heightInPixels(h);
  const whole = height <= HIGHEST_WHOLE ? 'is-whole' : '';
  switch (block.kind) {
    case 'panel':
      return (
        <div class="printed-block is-whole" style={{ height: `${height}px` }}>
          {panelOf(block.box)}
        </div>
      );
    case 'stack':
      return (
        <div class={`printed-block ${whole}`}>
          {block.parts.map((part, index) => (
            <PrintedBlock key={index} block={part} {...props} />
          ))}
        </div>
      );
    case 'columns':
      return (
        <div class={`printed-block printed-columns ${whole}`} style={{ '--columns': w }}>
          {block.parts.map((part, index) => (
            <div key={index} style={{ '--x': part.box.x - x + 1, '--w': part.box.w }}>
              <PrintedBlock block={part} {...props} />
            </div>
          ))}
        </div>
      );
    case 'grid':
      return (
        <div
          class={`printed-block printed-columns printed-grid ${whole}`}
          style={{ '--columns': w }}
        >
          {block.boxes.map((each) => panelOf({ ...each, x: each.x - x, y: each.y - y }))}
        </div>
      );
  }
}
