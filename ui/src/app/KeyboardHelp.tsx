import type { Command } from './commands';
import { Dialog } from './Dialog';
import { Keys } from './Palette';

const GROUPS = ['Go to', 'Time', 'View', 'Panel'] as const;

/** Keys of an open dashboard; those of its editor work while it is edited. */
const BOARD_KEYS = [
  ['Save', 'Ctrl s'],
  ['Undo', 'Ctrl z'],
  ['Redo', 'Ctrl y'],
  ['Print all of it', 'Ctrl p'],
] as const;

/** What the keys do. */
export function KeyboardHelp({
  commands,
  close,
}: {
  commands: readonly Command[];
  close: () => void;
}) {
  return (
    <Dialog label="Keyboard help" className="help" close={close}>
      <h2>Keyboard</h2>
      <div class="help-groups">
        {GROUPS.map((group) => (
          <section key={group} aria-label={group}>
            <h3>{group}</h3>
            <dl>
              {commands
                .filter((command) => command.group === group && command.keys)
                .map(({ title, keys }) => (
                  <div key={title}>
                    <dt>{title}</dt>
                    <dd>
                      <Keys keys={keys!} />
                    </dd>
                  </div>
                ))}
              {group === 'Time' && (
                <>
                  <Pointed title="Zoom a graph" keys="Ctrl" by="wheel" />
                  <Pointed title="Move a graph" keys="Shift" by="wheel or drag" />
                </>
              )}
              {group === 'Panel' && (
                <>
                  <div>
                    <dt>Read the points of a focused graph</dt>
                    <dd>
                      <Keys keys="ArrowLeft ArrowRight" />
                    </dd>
                  </div>
                  <div>
                    <dt>From panel to panel</dt>
                    <dd>
                      <Keys keys="Tab" />
                    </dd>
                  </div>
                </>
              )}
            </dl>
          </section>
        ))}
        <section aria-label="Dashboard">
          <h3>Dashboard</h3>
          <dl>
            {BOARD_KEYS.map(([title, keys]) => (
              <div key={title}>
                <dt>{title}</dt>
                <dd>
                  <Keys keys={keys} />
                </dd>
              </div>
            ))}
          </dl>
        </section>
      </div>
      <form method="dialog">
        <button class="button" type="submit">
          Close
        </button>
      </form>
    </Dialog>
  );
}

function Pointed({ title, keys, by }: { title: string; keys: string; by: string }) {
  return (
    <div>
      <dt>{title}</dt>
      <dd>
        <Keys keys={keys} /> {by}
      </dd>
    </div>
  );
}
