import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { useFocusWithin } from '../app/focus';
import { Labels } from '../app/Labels';
import { counted } from '../units/counted';
import { type LabelMatcher, previewSilence, silence, type SilencePreview } from './api';
import { matchersText } from './matchers';
import { person } from './person';
import { Problem } from './Problem';

interface SilenceFormProps {
  readonly matchers: readonly LabelMatcher[];
  readonly comment?: string;
  readonly hours?: number;
  /** Of the silence that is changed. */
  readonly id?: string;
  readonly done: () => void;
  readonly close: () => void;
}

/** People stop typing for so long before the server is asked. */
const PAUSE_MILLIS = 200;

/** Asks what, how long and why, and says beforehand which alerts go quiet. */
export function SilenceForm({ matchers, id, done, close, ...begin }: SilenceFormProps) {
  const form = useFocusWithin<HTMLFormElement>();
  const text = useSignal(matchersText(matchers));
  const hours = useSignal(begin.hours ?? 1);
  const comment = useSignal(begin.comment ?? '');
  const preview = useSignal<SilencePreview | null>(null);
  const problem = useSignal('');
  const failed = (error: Error) => (problem.value = error.message);
  useEffect(() => {
    preview.value = null;
    problem.value = '';
    if (text.value.trim() === '') return;
    let isOutdated = false;
    const timer = setTimeout(() => {
      previewSilence(text.value).then(
        (found) => isOutdated || (preview.value = found),
        (error: Error) => isOutdated || failed(error),
      );
    }, PAUSE_MILLIS);
    return () => {
      isOutdated = true;
      clearTimeout(timer);
    };
  }, [text.value]);
  const submit = async () => {
    const { matchers } = preview.value ?? (await previewSilence(text.value));
    await silence(
      { matchers, hours: hours.value, comment: comment.value, ...(id && { id }) },
      person.nameOrSomebody,
    );
    done();
  };
  return (
    <form
      ref={form}
      class="silence-form"
      onKeyDown={(event) => {
        if (event.key === 'Escape') close();
      }}
      onSubmit={(event) => {
        event.preventDefault();
        submit().catch(failed);
      }}
    >
      <label class="silence-matchers">
        Alerts with
        <input
          required
          spellcheck={false}
          placeholder={'alertname="DiskFull", host=~"db-.*"'}
          value={text.value}
          onInput={(event) => (text.value = event.currentTarget.value)}
        />
      </label>
      <label>
        Hours
        <input
          type="number"
          min="0.1"
          max="8760"
          step="any"
          value={hours.value}
          onInput={(event) => (hours.value = Number(event.currentTarget.value))}
        />
      </label>
      <label class="silence-why">
        Why
        <input
          required
          value={comment.value}
          onInput={(event) => (comment.value = event.currentTarget.value)}
        />
      </label>
      <button type="submit" class="button is-primary">
        {id ? 'Change' : 'Silence'}
      </button>
      <Problem text={problem.value} />
      {preview.value && <Preview {...preview.value} />}
    </form>
  );
}

function Preview({ alertCount, alerts }: SilencePreview) {
  return (
    <div class="silence-preview">
      <span>
        {alertCount === 0
          ? 'No alert that fires now goes quiet'
          : `${counted(alertCount, 'alert')} ${alertCount === 1 ? 'goes' : 'go'} quiet now`}
      </span>
      <ul>
        {alerts.map(({ fingerprint, labels }) => (
          <li key={fingerprint}>
            {labels.alertname} <Labels labels={labels} />
          </li>
        ))}
        {alertCount > alerts.length && (
          <li>and {(alertCount - alerts.length).toLocaleString('en')} more</li>
        )}
      </ul>
    </div>
  );
}
