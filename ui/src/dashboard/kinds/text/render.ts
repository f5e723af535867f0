import { h, type VNode } from 'preact';
import type { Node } from './markdown';

/** A piece of marked-up text on the page. */
export function render(node: Node): VNode | string {
  if (typeof node === 'string') return node;
  const link = node.tag === 'a' ? { href: node.href, rel: 'noopener noreferrer' } : null;
  return h(node.tag, link, ...node.children.map(render));
}
