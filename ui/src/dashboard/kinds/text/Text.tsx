import type { PictureProps } from '../kind';
import { option } from '../read';
import { parseHtml, parseMarkdown } from './markdown';
import { render } from './render';

/** Words of the board's author. */
export function Text({ panel, scope }: PictureProps) {
  const content = scope.text(option(panel, 'content', ''));
  const mode = option(panel, 'mode', 'markdown');
  return (
    <div class="text-panel" tabIndex={0} role="group" aria-label={panel.title || 'Text'}>
      {mode === 'code' ? (
        <pre>{content}</pre>
      ) : (
        (mode === 'html' ? parseHtml(content) : parseMarkdown(content)).map(render)
      )}
    </div>
  );
}
