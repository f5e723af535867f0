import { usePage } from '../app/page';
import type { PanelFeed } from '../data/feed';
import { format } from '../units/units';

/** In a panel's head, what is wrong though there is a picture, and how old that may be. */
export function PanelNotice({ feed }: { feed: PanelFeed }) {
  const { toasts } = usePage();
  const notice = feed.notice.value;
  const pace = feed.pace.value;
  const part = feed.coverage.part.value;
  return (
    <>
      {pace !== null && (
        <span
          class="panel-time"
          title="The server does not push this much: it is asked for now and then instead."
        >
          Not live, every {span(pace)}
        </span>
      )}
      {part && (
        <span
          class="panel-time panel-part"
          title={`Reckoned over ${span(part.window)}, of which ${span(part.measured)} were measured: rates and totals come out lower than they are.`}
        >
          {span(part.measured)} of {span(part.window)} measured
        </span>
      )}
      {notice && (
        <button
          type="button"
          class="panel-notice"
          aria-label={notice}
          title={notice}
          onClick={() => toasts.show({ text: notice })}
        >
          !
        </button>
      )}
    </>
  );
}

function span(millis: number): string {
  return format(millis / 1_000, 'dtdurations');
}
