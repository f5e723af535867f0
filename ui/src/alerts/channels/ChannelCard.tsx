import { useSignal } from '@preact/signals';
import { agoText } from '../../dashboard/kinds/lists/ago';
import { Problem } from '../Problem';
import { SureButton } from '../rules/SureButton';
import { lengthText } from '../../time/length';
import { type Channel, testChannel, type TestResult } from './api';
import { removeChannel, type SavedChannel } from './saved';
import { TestAnswer } from './TestAnswer';

interface ChannelCardProps {
  readonly channel: Channel;
  /** What was saved here, if it is not from the file. */
  readonly saved: SavedChannel | undefined;
  readonly edit: () => void;
  readonly changed: () => void;
}

/** How one way to tell people does. */
export function ChannelCard({ channel, saved, edit, changed }: ChannelCardProps) {
  const result = useSignal<TestResult | null>(null);
  const problem = useSignal('');
  const isRunning = useSignal(false);
  const state = stateOf(channel);
  const refused = (error: Error) => (problem.value = error.message);
  const test = () => {
    isRunning.value = true;
    problem.value = '';
    testChannel(channel.name)
      .then((answer) => (result.value = answer), refused)
      .finally(() => {
        isRunning.value = false;
        changed();
      });
  };
  return (
    <article class="alert-group people-card" aria-label={channel.name}>
      <header>
        <span
          class={`people-state ${state === 'works' ? 'is-on' : state === 'failing' ? 'is-failing' : ''}`}
        >
          {state}
        </span>
        <h2 class="people-name">{saved?.name ?? channel.name}</h2>
        {saved && (
          <>
            <button type="button" class="button" onClick={edit}>
              Change
            </button>
            <SureButton
              title="Delete"
              run={() => removeChannel(saved.name).then(changed, refused)}
            />
          </>
        )}
        <button type="button" class="button" disabled={isRunning.value} onClick={test}>
          {isRunning.value ? 'Sending…' : 'Send a test'}
        </button>
      </header>
      {saved && <Told saved={saved} />}
      <Problem text={problem.value} />
      {result.value && <TestAnswer result={result.value} />}
      <dl class="channel-facts">
        <Fact title="Last told" text={momentOf(channel.lastTold)} />
        <Fact title="Last failed" text={momentOf(channel.lastFailed)} />
        <Fact title="Told" text={String(channel.told)} />
        <Fact title="Failed attempts" text={String(channel.failed)} />
        <Fact title="Waiting" text={String(channel.waiting)} />
        {channel.oldest !== null && <Fact title="Oldest from" text={momentOf(channel.oldest)} />}
        {channel.nextAttempt !== null && (
          <Fact title="Next attempt" text={nextText(channel.nextAttempt)} />
        )}
      </dl>
      {!channel.ok && !result.value && (
        <p class="alerts-problem">
          {channel.advice || channel.lastError}
          {channel.advice && <span class="channel-answer">{channel.lastError}</span>}
        </p>
      )}
    </article>
  );
}

function Told({ saved: { title, matchers, tellsEnd, author } }: { saved: SavedChannel }) {
  return (
    <p class="hint">
      {title}, told of {matchers ? <code>{matchers}</code> : 'all alerts'}
      {tellsEnd ? ' and of their ends' : ''}; saved by {author}
    </p>
  );
}

function stateOf({ ok, lastTold, lastFailed }: Channel): string {
  if (!ok) return 'failing';
  return lastTold > 0 || lastFailed > 0 ? 'works' : 'not used yet';
}

function Fact({ title, text }: { title: string; text: string }) {
  return (
    <div>
      <dt>{title}</dt>
      <dd>{text}</dd>
    </div>
  );
}

function momentOf(seconds: number): string {
  return seconds > 0 ? agoText(seconds * 1_000) : 'never';
}

function nextText(seconds: number): string {
  const wait = seconds - Date.now() / 1_000;
  return wait > 1 ? `in ${lengthText(wait)}` : 'now';
}
