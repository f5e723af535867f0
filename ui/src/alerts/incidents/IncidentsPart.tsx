import './incidents.css';
import { usePage } from '../../app/page';
import { IncidentDetail } from './IncidentDetail';
import { IncidentList } from './IncidentList';

/** All incidents, or the one that the address names. */
export function IncidentsPart() {
  const { location } = usePage();
  const number = Number(location.parameter('incident'));
  return number > 0 ? <IncidentDetail key={number} number={number} /> : <IncidentList />;
}
