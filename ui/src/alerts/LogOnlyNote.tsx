import { useAnswer } from '../data/useAnswer';
import { PageAnchor } from '../app/PageAnchor';
import { isLog, listChannels } from './channels/api';

/** Says that nobody is told but the log, and where to change that; nothing where somebody is. */
export function LogOnlyNote() {
  const channels = useAnswer(listChannels, []).value.value?.channels;
  return channels?.every(isLog) ? (
    <p class="duty-note" role="note">
      What fires is written to the server’s log and shown here; nobody else is told.{' '}
      <PageAnchor path="/alerts?part=channels">Add a channel</PageAnchor>
    </p>
  ) : null;
}
