import { effect } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { usePage } from '../../app/page';
import type { Palette } from '../../chart/palette';
import { type GridPainter, TimeGrid } from '../../chart/timeGrid';
import type { PanelFeed } from '../../data/feed';
import type { Frame } from '../../data/frame';
import { momentText } from '../../time/range';
import { zone } from '../../time/zone';

interface GridPictureProps {
  readonly feed: PanelFeed;
  readonly label: string;
  /** Makes the painter of a frame; null where there is nothing to paint. */
  readonly painter: (frame: Frame, palette: Palette) => GridPainter;
}

/** A picture over time that is painted in cells. */
export function GridPicture({ feed, label, painter }: GridPictureProps) {
  const page = usePage();
  const host = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const { scheduler, theme, cursor, tooltip, playback } = page;
    let current: GridPainter | null = null;
    const self = {};
    const grid = new TimeGrid(
      host.current!,
      {
        labelWidth: (context) => current?.labelWidth(context) ?? 0,
        paint: (context, area, palette) => current?.paint(context, area, palette),
        describe: (time, height) => current?.describe(time, height) ?? null,
      },
      theme.palette.peek(),
      {
        zoomed: (from, to) => playback.zoomTo(from + feed.offset, to + feed.offset),
        pointed: (time, rows, x, y) => {
          cursor.move(time, self);
          if (time === null) tooltip.hide();
          else tooltip.show(momentText(time, feed.interval()), rows, x, y);
        },
      },
    );
    const draw = () => {
      if (!feed.frame) return;
      current = painter(feed.frame, theme.palette.peek());
      const { from, to } = feed.interval();
      grid.draw(from, to);
    };
    const stops = [
      feed.listen(() => scheduler.gather(draw)),
      cursor.listen((time, owner) => {
        if (owner !== self) grid.point(time);
      }),
      effect(() => {
        grid.recolor(theme.palette.value);
        void playback.range.value;
        void zone.value;
        scheduler.request(draw);
      }),
    ];
    return () => {
      stops.forEach((stop) => stop());
      scheduler.cancel(draw);
      tooltip.hide();
      grid.close();
    };
  }, [feed, painter, page]);
  return <div class="grid-picture" ref={host} role="img" aria-label={label} />;
}
