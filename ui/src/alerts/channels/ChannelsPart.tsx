import '../people.css';
import { useSignal } from '@preact/signals';
import { Problem } from '../Problem';
import { useAnswer } from '../../data/useAnswer';
import { listChannels } from './api';
import { ChannelCard } from './ChannelCard';
import { ChannelForm } from './ChannelForm';
import { listedName, listSavedChannels, type SavedChannel } from './saved';

/** The ways to tell people: how they do, a test for each, and new ones. */
export function ChannelsPart() {
  const answer = useAnswer(listChannels, []);
  const kept = useAnswer(listSavedChannels, []);
  /** What the form is about; null while it is not there. */
  const asked = useSignal<{ readonly edited?: SavedChannel } | null>(null);
  const channels = answer.value.value?.channels;
  const saved = kept.value.value?.channels ?? [];
  const kinds = kept.value.value?.kinds;
  const changed = () => {
    answer.refresh();
    kept.refresh();
  };
  const done = () => {
    asked.value = null;
    changed();
  };
  return (
    <section aria-label="Channels">
      <Problem text={answer.problem.value || kept.problem.value} />
      {kinds && !asked.value?.edited && (
        <p class="channel-add">
          <button
            type="button"
            class="button is-primary"
            aria-expanded={asked.value !== null}
            onClick={() => {
              asked.value = asked.value ? null : {};
            }}
          >
            Add a channel
          </button>
          <span class="hint">
            Slack, Teams, mail, PagerDuty and more, told besides those of the file that{' '}
            <code>alerting.config</code> names.
          </span>
        </p>
      )}
      {kinds && asked.value && (
        <ChannelForm
          key={asked.value.edited?.name ?? ''}
          kinds={kinds}
          edited={asked.value.edited}
          done={done}
        />
      )}
      {saved
        .filter(({ problem }) => problem)
        .map((one) => (
          <Problem key={one.name} text={`${one.name} is not used: ${one.problem}`} />
        ))}
      {channels?.map((channel) => {
        const own = saved.find((one) => listedName(one) === channel.name && !one.problem);
        return (
          <ChannelCard
            key={channel.name}
            channel={channel}
            saved={own}
            edit={() => {
              if (own) asked.value = { edited: own };
            }}
            changed={changed}
          />
        );
      })}
    </section>
  );
}
