import { useSignal } from '@preact/signals';
import { Dialog } from '../app/Dialog';
import { usePage } from '../app/page';
import { absolute } from '../time/range';
import { shortLink } from './api';
import type { BoardSession } from './edit/session';

/** Addresses that lead others to what is on the screen now. */
export function ShareDialog({ session, close }: { session: BoardSession; close: () => void }) {
  const { location, playback } = usePage();
  const isFixed = useSignal(false);
  const short = useSignal('');
  const note = useSignal('');
  const link = new URL(location.href);
  for (const name of ['edit', 'element']) link.searchParams.delete(name);
  const { from, to } = playback.interval();
  const range = isFixed.value ? absolute(from, to) : location.range.value;
  link.searchParams.set('from', range.from);
  link.searchParams.set('to', range.to);
  const embed = new URL(link);
  embed.searchParams.set('kiosk', '');
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
  const frame = `<iframe src="${embed.href}" width="100%" height="600"></iframe>`;
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
      <Copied label="To embed in another page" text={frame} copy={copy} />
      <p class="hint" role="status">
        {note.value || 'Pages that embed a board have to be allowed by the server.'}
      </p>
    </Dialog>
  );
}

function Copied({ label, text, copy }: { label: string; text: string; copy: (t: string) => void }) {
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
