import { Dialog } from '../../app/Dialog';
import { KINDS } from '../kinds/kinds';
import type { PanelKindName } from '../model';

const OFFERED: readonly PanelKindName[] = [
  ...(['timeseries', 'stat', 'table', 'gauge', 'bargauge', 'barchart'] as const),
  ...([
    'pie',
    'histogram',
    'heatmap',
    'stateTimeline',
    'statusHistory',
    'text',
    'alertList',
    'dashboardList',
  ] as const),
];

interface KindDialogProps {
  readonly close: () => void;
  readonly choose: (kind: PanelKindName) => void;
  readonly addRow: () => void;
}

/** What can be added to a board. */
export function KindDialog({ close, choose, addRow }: KindDialogProps) {
  return (
    <Dialog label="Add to the board" className="form-dialog" close={close}>
      <h2>Add a panel</h2>
      <div class="kind-choices">
        {OFFERED.map((kind) => (
          <button
            type="button"
            key={kind}
            onClick={() => {
              close();
              choose(kind);
            }}
          >
            <strong>{KINDS[kind].title}</strong>
            <span>{KINDS[kind].hint}</span>
          </button>
        ))}
        <button
          type="button"
          onClick={() => {
            close();
            addRow();
          }}
        >
          <strong>Row</strong>
          <span>A heading that folds what is below it</span>
        </button>
      </div>
    </Dialog>
  );
}
