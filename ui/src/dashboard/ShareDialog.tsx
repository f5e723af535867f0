import { useSignal } from '@preact/signals';
import { Dialog } from '../app/Dialog';
import { usePage } from '../app/page';
import { absolute, type TimeRange } from '../time/range';
import { shortLink } from './api';
import type { BoardSession } from './edit/session';
import { KINDS } from './kinds/kinds';
import { embedAddress, embedCode, shareAddress } from './share';

/** Addresses that lead others to what is on the screen now. */
export function ShareDialog({ session, close }: { session: BoardSession; close: () => void }) {
  const { location, playback } = usePage();
  const isFixed = useSignal(false);
  const short = useSignal('');
  const note = useSignal('');
  const { from, to } = playback.interval();
  const range = isFixed.value ? absolute(from, to) : location.range.value;
  const link = shareAddress(location.href, range);
  const copy = (text: string) => {
    const copied = navigator.clipboard?.writeText(text) ?? Promise.reject(new Error());
    copied.then(
      () => (note.value = 'Copied.'),
      () => (note.value = 'The browser did not allow it: mark the text and copy it yourself.'),
    );
  };
  const shorten = () => {
    shortLink(link.pathname + link.search).then(
      ({ url }) => (short.value = new URL(url, link).href),
      (error: Error) => (note.value = error.message),
    );
  };
  return (
    <Dialog label="Share" className="form-dialog" close={close}>
      <h2>Share</h2>
      <p>The link holds the time range and the variables.</p>
      <label class="check">
        <input
          type="checkbox"
          checked={isFixed}
          onChange={(event) => {
            isFixed.value = event.currentTarget.checked;
            short.value = '';
          }}
        />
        These very moments, not a range that moves with the clock
      </label>
      <Copied label="Link" text={short.value || link.href} copy={copy} />
      <div class="form-buttons is-left">
        <button type="button" class="button" onClick={shorten} disabled={session.isNew}>
          Make it short
        </button>
      </div>
      <Embedding session={session} range={range} copy={copy} />
      <p class="hint" role="status">
        {note}
      </p>
      <div class="form-buttons">
        <button type="button" class="button" onClick={close}>
          Close
        </button>
      </div>
    </Dialog>
  );
}

interface EmbeddingProps {
  readonly session: BoardSession;
  readonly range: TimeRange;
  readonly copy: (text: string) => void;
}

/** What another page has to hold to show the board, or one panel of it. */
function Embedding({ session, range, copy }: EmbeddingProps) {
  const { location } = usePage();
  const panel = useSignal(location.panel.peek() ?? '');
  const theme = useSignal('');
  const { elements } = session.log.value.value.spec;
  const address = embedAddress(location.href, range, panel.value, theme.value);
  return (
    <fieldset class="form-part">
      <legend>In another page</legend>
      <div class="form-row">
        <label>
          Show
          <select value={panel} onChange={(event) => (panel.value = event.currentTarget.value)}>
            <option value="">The whole board</option>
            {Object.entries(elements).map(([id, { title, kind }]) => (
              <option key={id} value={id}>
                {title || KINDS[kind].title}
              </option>
            ))}
          </select>
        </label>
        <label>
          Colours
          <select value={theme} onChange={(event) => (theme.value = event.currentTarget.value)}>
            <option value="">As the reader's system</option>
            <option value="light">Light</option>
            <option value="dark">Dark</option>
          </select>
        </label>
      </div>
      <Copied label="To put into the page" text={embedCode(address)} copy={copy} />
      <p class="hint">
        The server allows it to pages that web.frame-ancestors names in its configuration.
      </p>
    </fieldset>
  );
}

interface CopiedProps {
  readonly label: string;
  readonly text: string;
  readonly copy: (text: string) => void;
}

function Copied({ label, text, copy }: CopiedProps) {
  return (
    <label>
      {label}
      <span class="copied">
        <input
          type="text"
          readOnly
          value={text}
          onFocus={(event) => event.currentTarget.select()}
        />
        <button type="button" class="button" onClick={() => copy(text)}>
          Copy
        </button>
      </span>
    </label>
  );
}
