import type { PictureProps } from './kind';
import { option } from './read';

/** What stands for a panel that cannot be drawn here. */
export function Placeholder({ panel }: PictureProps) {
  const was = option(panel, 'was', panel.kind);
  const reason = option(panel, 'reason', 'There is nothing here that could draw it.');
  return (
    <div class="stand-in">
      <p class="stand-in-title">{`A panel of the kind “${was}”`}</p>
      <p>{reason}</p>
    </div>
  );
}
