import type { ComponentChildren } from 'preact';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { useSignal } from '@preact/signals';
import { Menu, type MenuItem } from '../app/Menu';
import { usePage } from '../app/page';
import type { Panel, TimeSeriesPanel } from '../boards/model';
import { download, toCsv } from '../data/csv';
import { PanelFeed } from '../data/feed';
import type { QueryScope } from '../data/scope';
import { format } from '../units/units';
import { Bars } from './Bars';
import { BoardPlot } from './boardPlot';
import { DataTable, namesOf } from './DataTable';
import { PanelNotice } from './PanelNotice';
import { Ranking } from './Ranking';
import { Stat } from './Stat';
import { TimeSeries } from './TimeSeries';

interface PanelCardProps {
  readonly panel: Panel;
  readonly scope: QueryScope;
  /** What to do where there is no data. */
  readonly remedy: string;
  /** What the page around can do with the panel. */
  readonly actions?: readonly MenuItem[];
  readonly isFullView?: boolean;
  /** What the page around has to say of the data. */
  readonly note?: (feed: PanelFeed) => ComponentChildren;
}

/** What a young server has data for. */
const SHORT_RANGE = { from: 'now-15m', to: 'now' };

/** Feeds begin a little before their panel scrolls into sight. */
const SEEN_MARGIN = '160px';

/** A panel with its frame: title, menu, and what stands in for the picture while there is none. */
export function PanelCard({
  panel,
  scope,
  remedy,
  actions = [],
  isFullView = false,
  note,
}: PanelCardProps) {
  const page = usePage();
  const card = useRef<HTMLElement>(null);
  const wasSeen = useSignal(false);
  const isTable = useSignal(false);
  const feed = useMemo(
    () =>
      new PanelFeed(
        { queries: panel.queries, isFigure: panel.kind !== 'timeseries' },
        {
          connection: page.connection,
          views: page.views,
          moments: page.playback,
          isWatched: page.isWatched,
          scope,
        },
      ),
    [panel, scope, page],
  );
  useEffect(() => () => feed.close(), [feed]);
  useEffect(() => {
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (entry.isIntersecting) wasSeen.value = true;
        feed.isSeen.value = entry.isIntersecting;
      },
      { rootMargin: SEEN_MARGIN },
    );
    observer.observe(card.current!);
    return () => observer.disconnect();
  }, [feed, wasSeen]);

  const saveCsv = () => {
    if (feed.frame) download(`${panel.id}.csv`, toCsv(feed.frame, namesOf(panel, feed.frame)));
  };
  const items = [
    ...actions,
    {
      title: isTable.value ? 'Show as picture' : 'Show as table',
      run: () => (isTable.value = !isTable.value),
    },
    { title: 'Download CSV', run: saveCsv },
  ];
  const titleId = `panel-${panel.id}`;
  return (
    <section
      ref={card}
      class={`panel panel-${panel.kind} span-${panel.span} ${isFullView ? 'is-full' : ''}`}
      aria-labelledby={titleId}
      data-panel={panel.id}
      tabIndex={-1}
    >
      <header class="panel-head">
        <h3 id={titleId} title={panel.description}>
          {panel.title}
        </h3>
        <PanelNotice feed={feed} />
        <Menu label={`Menu of ${panel.title}`} items={items} />
      </header>
      {isFullView && panel.description && <p class="panel-description">{panel.description}</p>}
      {note?.(feed)}
      <div class="panel-body">
        {wasSeen.value &&
          (isTable.value ? (
            <DataTable panel={panel} feed={feed} />
          ) : (
            <Picture panel={panel} feed={feed} />
          ))}
        <StandIn title={panel.title} feed={feed} remedy={panel.remedy ?? remedy} />
      </div>
    </section>
  );
}

function Picture({ panel, feed }: { panel: Panel; feed: PanelFeed }) {
  switch (panel.kind) {
    case 'stat':
      return <Stat panel={panel} feed={feed} />;
    case 'timeseries':
      return <BoardTimeSeries panel={panel} feed={feed} />;
    case 'bars':
      return <Bars panel={panel} feed={feed} />;
    case 'table':
      return <Ranking panel={panel} feed={feed} />;
  }
}

function BoardTimeSeries({ panel, feed }: { panel: TimeSeriesPanel; feed: PanelFeed }) {
  const model = useMemo(() => new BoardPlot(panel), [panel]);
  return <TimeSeries model={model} feed={feed} />;
}

interface StandInProps {
  readonly title: string;
  readonly feed: PanelFeed;
  readonly remedy: string;
}

/** What is said while there is nothing to draw. */
export function StandIn({ title, feed, remedy }: StandInProps) {
  const state = feed.state.value;
  switch (state.kind) {
    case 'ready':
      return null;
    case 'loading':
      return (
        <div
          class={feed.isSeen.value ? 'skeleton' : 'skeleton is-still'}
          role="status"
          aria-label={`${title} is loading`}
        />
      );
    case 'empty':
      if (state.youngerThan) return <TooYoung apart={state.youngerThan} />;
      return (
        <div class="stand-in">
          <p class="stand-in-title">No data in this range</p>
          <p>{remedy}</p>
        </div>
      );
    case 'error':
      return (
        <div class="stand-in is-error" role="alert">
          <p class="stand-in-title">This query failed</p>
          <p>{state.message}</p>
          <button type="button" class="button" onClick={() => feed.retry()}>
            Try again
          </button>
        </div>
      );
  }
}

function TooYoung({ apart }: { apart: number }) {
  const { playback } = usePage();
  return (
    <div class="stand-in">
      <p class="stand-in-title">The data are younger than this range shows</p>
      <p class="stand-in-reason">
        Its points are {format(apart / 1_000, 'dtdurations')} apart, and all data came after the
        last one.
      </p>
      {/* Where all of the page is young, that is said once, above. */}
      {!playback.young && (
        <button type="button" class="button" onClick={() => playback.show(SHORT_RANGE)}>
          Last 15 minutes
        </button>
      )}
    </div>
  );
}
