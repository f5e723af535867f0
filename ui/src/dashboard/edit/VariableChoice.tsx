import { useEdited } from '../editContext';
import type { Panel } from '../model';
import type { Edit } from './PanelEditor';

/** Whether a panel is repeated for the values of a variable. */
export function VariableChoice({ panel, edit }: { panel: Panel; edit: Edit }) {
  const { session } = useEdited();
  const variables = session.log.value.value.spec.variables ?? [];
  const offered = variables.filter(({ multi, includeAll }) => multi || includeAll);
  if (offered.length === 0 && !panel.repeat) return null;
  return (
    <label>
      Repeat for each
      <select
        value={panel.repeat?.variable ?? ''}
        onChange={(event) => {
          const variable = event.currentTarget.value;
          edit('change the repetition', (each) => ({
            ...each,
            repeat: variable ? { direction: 'horizontal', ...each.repeat, variable } : undefined,
          }));
        }}
      >
        <option value="">Shown once</option>
        {offered.map(({ name }) => (
          <option key={name} value={name}>
            {`$${name}`}
          </option>
        ))}
      </select>
    </label>
  );
}
