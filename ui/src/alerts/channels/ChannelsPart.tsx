import '../people.css';
import { useSignal } from '@preact/signals';
import { agoText } from '../../dashboard/kinds/lists/ago';
import { Nothing } from '../Nothing';
import { Problem } from '../Problem';
import { useAnswer } from '../useAnswer';
import { lengthText } from '../words';
import { type Channel, listChannels, testChannel, type TestResult } from './api';

/** How the ways to tell people do, and a test for each. */
export function ChannelsPart() {
  const answer = useAnswer(listChannels, []);
  const channels = answer.value.value?.channels;
  return (
    <section aria-label="Channels">
      <Problem text={answer.problem.value} />
      {channels?.length === 0 && (
        <Nothing title="No receiver has a channel">
          They come from the file that <code>alerting.config</code> names.
        </Nothing>
      )}
      {channels?.length === 1 && channels[0].name.startsWith('console/') && (
        <p class="alerts-none alerts-intro">
          Alerts are written to the server's log. Mail, chats, phones and webhooks are named in the
          file that <code>alerting.config</code> names.
        </p>
      )}
      {channels?.map((channel) => (
        <ChannelCard key={channel.name} channel={channel} tested={answer.refresh} />
      ))}
    </section>
  );
}

function stateOf({ ok, lastTold, lastFailed }: Channel): string {
  if (!ok) return 'failing';
  return lastTold > 0 || lastFailed > 0 ? 'works' : 'not used yet';
}

function ChannelCard({ channel, tested }: { channel: Channel; tested: () => void }) {
  const result = useSignal<TestResult | null>(null);
  const problem = useSignal('');
  const isRunning = useSignal(false);
  const state = stateOf(channel);
  const test = () => {
    isRunning.value = true;
    problem.value = '';
    testChannel(channel.name)
      .then(
        (answer) => (result.value = answer),
        (error: Error) => (problem.value = error.message),
      )
      .finally(() => {
        isRunning.value = false;
        tested();
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
        <h2 class="people-name">{channel.name}</h2>
        <button type="button" class="button" disabled={isRunning.value} onClick={test}>
          {isRunning.value ? 'Sending…' : 'Send a test'}
        </button>
      </header>
      <Problem text={problem.value} />
      {result.value && <Result result={result.value} />}
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

function Result({ result }: { result: TestResult }) {
  const { ok, latency_ms, detail, advice } = result;
  return (
    <p role="status" class={ok ? 'channel-told' : 'alerts-problem'}>
      {ok
        ? `The test arrived after ${Math.round(latency_ms)} ms.`
        : advice || 'The test did not arrive.'}
      {detail && <span class="channel-answer">Answer: {detail}</span>}
    </p>
  );
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
