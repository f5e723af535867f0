import { type Delivery, listHistory } from './api';
import { Labels } from '../app/Labels';
import { Nothing } from '../app/Nothing';
import { Problem } from './Problem';
import { useAnswer } from '../data/useAnswer';
import { inputText } from '../time/range';

/** Who was told what in the last week, and what their channel answered. */
export function HistoryList() {
  const answer = useAnswer(listHistory, []);
  const deliveries = answer.value.value?.deliveries;
  return (
    <section aria-label="History">
      <Problem text={answer.problem.value} />
      {deliveries?.length === 0 && (
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
    </section>
  );
}

function stateText({ state, attempts }: Delivery): string {
  return attempts > 1 ? `${state} at attempt ${attempts}` : state;
}
