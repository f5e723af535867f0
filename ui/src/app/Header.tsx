import type { Board } from '../boards/model';
import logo from '../assets/raven.svg';
import type { Overlays } from './commands';
import { IconButton } from './IconButton';
import { LiveButton } from './LiveButton';
import { usePage } from './page';
import { TimePicker } from './TimePicker';
import { useCurrentInSight } from './useCurrentInSight';

interface HeaderProps {
  readonly boards: readonly Board[];
  readonly overlays: Overlays;
}

/** Pages that belong to one of those in the header: where they are, and to which. */
const WITHIN: readonly (readonly [RegExp, string])[] = [
  [/^\/(d\/|import$)/, '/dashboards'],
  [/^\/cardinality$/, '/explore'],
];

export function Header({ boards, overlays }: HeaderProps) {
  const row = useCurrentInSight<HTMLElement>(usePage().location.path.value);
  return (
    <header class="header">
      <a class="brand" href="/" aria-label="Muninn, to the overview">
        <img src={logo} width="26" height="26" alt="" />
        <span>Muninn</span>
      </a>
      <nav class="nav" aria-label="Pages" ref={row}>
        {boards.map((board) => (
          <PageLink key={board.path} path={board.path} title={board.title} />
        ))}
        <PageLink path="/dashboards" title="Dashboards" />
        <PageLink path="/explore" title="Explore" />
        <PageLink path="/targets" title="Targets" />
        <PageLink path="/alerts" title="Alerts" />
      </nav>
      <div class="header-space" />
      <TimeControls />
      <div class="header-tools">
        <IconButton
          icon="search"
          label="Command palette"
          title="Commands ( / )"
          onClick={overlays.openPalette}
        />
        <ThemeButton />
        <IconButton
          icon="keyboard"
          label="Keyboard help"
          title="Keyboard ( ? )"
          className="tool-help"
          onClick={overlays.openHelp}
        />
      </div>
    </header>
  );
}

function PageLink({ path, title }: { path: string; title: string }) {
  const { location } = usePage();
  const here = location.path.value;
  const isCurrent =
    here === path || WITHIN.some(([inner, outer]) => outer === path && inner.test(here));
  const go = (event: MouseEvent) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    location.open(path);
  };
  return (
    <a href={path} aria-current={isCurrent ? 'page' : undefined} onClick={go}>
      {title}
    </a>
  );
}

function TimeControls() {
  const { playback } = usePage();
  const isPast = playback.span.value === null;
  return (
    <div class="time-controls" role="group" aria-label="Time">
      {isPast && (
        <IconButton
          icon="back"
          label="Zoom back"
          title="Back ( t b )"
          onClick={() => playback.back()}
        />
      )}
      <IconButton
        icon="left"
        label="Earlier"
        title="Earlier ( t ← )"
        onClick={() => playback.shift(-1)}
      />
      <TimePicker />
      <IconButton
        icon="right"
        label="Later"
        title="Later ( t → )"
        disabled={!isPast}
        onClick={() => playback.shift(1)}
      />
      <IconButton
        icon="zoomOut"
        label="Zoom out"
        title="Zoom out ( t z )"
        onClick={() => playback.zoomOut()}
      />
      <IconButton
        icon="refresh"
        label="Refresh"
        title="Refresh ( r )"
        className="tool-refresh"
        onClick={() => playback.refresh()}
      />
      <LiveButton />
    </div>
  );
}

function ThemeButton() {
  const { theme } = usePage();
  const name = theme.choice.value;
  return (
    <IconButton
      icon={name}
      label={`Theme: ${name}. Next theme`}
      title={`Theme: ${name} ( d t )`}
      onClick={() => theme.next()}
    />
  );
}
