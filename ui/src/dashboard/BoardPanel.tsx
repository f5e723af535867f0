import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { Icon } from '../app/Icon';
import { Menu, type MenuItem } from '../app/Menu';
import { usePage } from '../app/page';
import { StandIn } from '../panels/Panel';
import { PanelNotice } from '../panels/PanelNotice';
import { hasWordsForNothing } from './fields/display';
import { KINDS } from './kinds/kinds';
import { saveCsv, saveJson, savePicture } from './files';
import { FrameTable } from './FrameTable';
import { linkAddress } from './links';
import type { Alternative, Panel } from './model';
import { askedQueries, usePanelData } from './panelFeed';
import type { BoardScope } from './scope';

interface BoardPanelProps {
  /** Unlike the element unique among the copies of a repeated panel. */
  readonly id: string;
  readonly panel: Panel;
  readonly scope: BoardScope;
  readonly actions?: readonly MenuItem[];
  readonly isFullView?: boolean;
  /** Handles to move and resize it by. */
  readonly handles?: ComponentChildren;
  readonly style?: Readonly<Record<string, string | number>>;
}

/** Feeds begin a little before their panel scrolls into sight. */
const SEEN_MARGIN = '200px';
const REMEDY = 'Check the query and the variables, or choose a time when there were data.';

/** A panel of a board with its frame. */
export function BoardPanel({
  id,
  panel: given,
  scope,
  actions = [],
  isFullView,
  handles,
  style,
}: BoardPanelProps) {
  const { location, scheduler, printing } = usePage();
  const card = useRef<HTMLElement>(null);
  const wasSeen = useSignal(false);
  const isTable = useSignal(false);
  const alternative = useSignal<Alternative | null>(null);
  const panel = useMemo(() => asAlternative(given, alternative.value), [given, alternative.value]);
  const kind = KINDS[panel.kind] ?? KINDS.placeholder;
  const { feed, own } = usePanelData(panel, scope);
  const timeNote = panel.time?.hideNote ? '' : (own?.note() ?? '');
  const isPrinted = printing.isOn.value;
  useEffect(() => {
    const reveal = () => (wasSeen.value = true);
    if (isPrinted) {
      reveal();
      if (kind.data !== 'none') feed.isSeen.value = true;
      return undefined;
    }
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (entry.isIntersecting) scheduler.requestAlone(reveal);
        else scheduler.cancel(reveal);
        if (kind.data !== 'none') feed.isSeen.value = entry.isIntersecting;
      },
      { rootMargin: SEEN_MARGIN },
    );
    observer.observe(card.current!);
    return () => {
      observer.disconnect();
      scheduler.cancel(reveal);
    };
  }, [feed, isPrinted]);

  const title = scope.text(panel.title ?? '');
  const hasData = kind.data !== 'none';
  const isEdited = location.parameter('element') === id;
  const hasWords =
    kind.isFigures &&
    !isTable.value &&
    feed.state.value.kind === 'empty' &&
    hasWordsForNothing(panel.field?.defaults ?? {});
  const hasCanvas = ['timeseries', 'heatmap', 'stateTimeline', 'statusHistory'].includes(
    panel.kind,
  );
  const name = (title || id).replace(/[^\w-]+/g, '-').toLowerCase();
  const items: MenuItem[] = [
    ...actions,
    ...((given.alternatives as readonly Alternative[] | undefined) ?? []).map((each) => ({
      title: `Show ${each.title ?? 'the other view'}`,
      run: () => (alternative.value = each),
    })),
    ...(alternative.value
      ? [{ title: 'Show the usual view', run: () => (alternative.value = null) }]
      : []),
    ...(hasData
      ? [
          {
            title: isTable.value ? 'Show as picture' : 'Show as table',
            run: () => (isTable.value = !isTable.value),
          },
          {
            title: 'Download CSV',
            run: () => feed.frame && saveCsv(name, panel, feed.frame, scope),
          },
          {
            title: 'Download JSON',
            run: () => feed.frame && saveJson(name, panel, feed.frame, scope),
          },
        ]
      : []),
    ...(hasCanvas
      ? [{ title: 'Download PNG', run: () => savePicture(name, title, card.current!) }]
      : []),
  ];
  const titleId = `panel-${id}`;
  return (
    <section
      ref={card}
      class={`panel board-panel panel-${panel.kind} ${isFullView ? 'is-full' : ''} ${
        panel.transparent ? 'is-transparent' : ''
      } ${title ? '' : 'is-untitled'}`}
      aria-labelledby={titleId}
      data-panel={id}
      tabIndex={-1}
      style={style}
    >
      <header class="panel-head">
        <h3 id={titleId}>{title || <span class="sr-only">{kind.title}</span>}</h3>
        {panel.description && (
          <span
            class="panel-info"
            role="img"
            aria-label={scope.text(panel.description)}
            title={scope.text(panel.description)}
          >
            i
          </span>
        )}
        {timeNote && <span class="panel-time">{timeNote}</span>}
        <PanelNotice feed={feed} />
        <PanelLinks panel={panel} scope={scope} />
        {handles}
        <Menu label={`Menu of ${title || kind.title}`} items={items} />
      </header>
      <div class="panel-body">
        {wasSeen.value &&
          (isTable.value ? (
            <FrameTable panel={panel} feed={feed} scope={scope} />
          ) : (
            <kind.Picture id={id} panel={panel} feed={feed} scope={scope} />
          ))}
        {hasData &&
          !hasWords &&
          (askedQueries(panel).length > 0 ? (
            <StandIn
              title={title || kind.title}
              feed={feed}
              remedy={panel.field?.defaults?.noValue || REMEDY}
            />
          ) : (
            <div class="stand-in">
              <p class="stand-in-title">This panel asks nothing yet</p>
              <p>
                {isEdited
                  ? 'Choose a metric or write a query below.'
                  : 'Edit it and write a query.'}
              </p>
            </div>
          ))}
      </div>
    </section>
  );
}

function PanelLinks({ panel, scope }: { panel: Panel; scope: BoardScope }) {
  const { playback, location } = usePage();
  const links = panel.links ?? [];
  return (
    <>
      {links.map((link) => {
        const address = linkAddress(link, scope, location.range.value, playback.interval());
        if (!address) return null;
        return (
          <a
            key={link.url}
            class="panel-link"
            href={address}
            target={link.newTab ? '_blank' : undefined}
            rel="noopener"
            aria-label={scope.text(link.title || 'Link')}
            title={scope.text(link.title || link.url)}
          >
            <Icon name="link" />
          </a>
        );
      })}
    </>
  );
}

function asAlternative(panel: Panel, alternative: Alternative | null): Panel {
  if (!alternative) return panel;
  const { kind = panel.kind, queries = panel.queries, options = panel.options } = alternative;
  return { ...panel, kind, queries, options };
}
