import { useSignal } from '@preact/signals';
import { SearchField } from './SearchField';
import { type Delivery, listHistory } from './api';
import { Labels } from '../app/Labels';
import { Nothing } from '../app/Nothing';
import { MoreRows } from './MoreRows';
import { FIRST_PLACE, type Place } from './paging';
import { Problem } from './Problem';
import { useAnswer } from '../data/useAnswer';
import { inputText } from '../time/range';

/** Who was told what in the last week, and what their channel answered. */
export function HistoryList() {
  const filter = useSignal('');
  const place = useSignal<Place>(FIRST_PLACE);
  const answer = useAnswer(
    () => listHistory(filter.value, place.value),
    [filter.value, place.value],
  );
  const deliveries = answer.value.value?.deliveries;
  const next = answer.value.value?.next ?? null;
  const isFiltered = filter.value.trim() !== '';
  return (
    <section aria-label="History">
      <SearchField
        label="Filter by matchers"
        placeholder='Filter: alertname="DiskFull"'
        text={filter}
        changed={() => (place.value = FIRST_PLACE)}
      />
      <Problem text={answer.problem.value} />
      {deliveries?.length === 0 && isFiltered && (
        <Nothing title="No message matches">
          {next === null
            ? 'Those of the last week were of alerts with other labels.'
            : 'None of the newest 10,000 does; older ones may.'}
        </Nothing>
      )}
      {deliveries?.length === 0 && !isFiltered && (
        <Nothing
          title="Nobody was told anything"
          steps={{ 'Test a channel': '/alerts?part=channels' }}
        >
          What is told in a week stands here, with what the channel answered.
        </Nothing>
      )}
      {deliveries && deliveries.length > 0 && (
        <div class="alerts-scroll">
          <table class="alerts-table">
            <thead>
              <tr>
                <th scope="col">When</th>
                <th scope="col">Channel</th>
                <th scope="col">What</th>
                <th scope="col">Why</th>
                <th scope="col">Outcome</th>
              </tr>
            </thead>
            <tbody>
              {deliveries.map((delivery) => (
                <tr key={delivery.id}>
                  <td>{inputText(delivery.createdAt * 1_000)}</td>
                  <th scope="row">{delivery.channel}</th>
                  <td>
                    {delivery.status}: {delivery.groupLabels.alertname}{' '}
                    <Labels labels={delivery.groupLabels} />
                  </td>
                  <td>{delivery.reason}</td>
                  <td title={delivery.detail}>{stateText(delivery)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {deliveries && <MoreRows place={place} shown={deliveries.length} next={next} />}
    </section>
  );
}

function stateText({ state, attempts }: Delivery): string {
  return attempts > 1 ? `${state} at attempt ${attempts}` : state;
}
