import { loadDuty } from './api';
import { useAnswer } from '../data/useAnswer';

const REFRESH_MILLIS = 15_000;

/** Says which server tells people where this one stands by; nothing where it is this one. */
export function DutyNote() {
  const duty = useAnswer(loadDuty, [], REFRESH_MILLIS).value.value;
  return duty && !duty.isOwner ? (
    <p class="duty-note" role="status">
      {duty.message}
    </p>
  ) : null;
}
