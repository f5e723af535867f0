import { h, type VNode } from 'preact';
import type { PictureProps } from '../kind';
import { option } from '../read';
import { type Node, parseHtml, parseMarkdown } from './markdown';

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

function render(node: Node): VNode | string {
  if (typeof node === 'string') return node;
  const link = node.tag === 'a' ? { href: node.href, rel: 'noopener noreferrer' } : null;
  return h(node.tag, link, ...node.children.map(render));
}
