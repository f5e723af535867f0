import { describe, expect, it } from 'vitest';
import { type Node, parseHtml, parseMarkdown, safeAddress } from './markdown';

/** The tree as HTML would write it, for reading. */
function text(nodes: readonly Node[]): string {
  return nodes
    .map((node) => {
      if (typeof node === 'string') return node;
      const href = node.href ? ` href=${node.href}` : '';
      return `<${node.tag}${href}>${text(node.children)}</${node.tag}>`;
    })
    .join('');
}

const md = (source: string) => text(parseMarkdown(source));

describe('parseMarkdown', () => {
  it.each([
    ['# Title', '<h1>Title</h1>'],
    ['one\ntwo\n\nthree', '<p>one\ntwo</p><p>three</p>'],
    [
      '**bold** and *soft* `code`',
      '<p><strong>bold</strong> and <em>soft</em> <code>code</code></p>',
    ],
    ['snake_case_name', '<p>snake_case_name</p>'],
    ['- a\n- b', '<ul><li>a</li><li>b</li></ul>'],
    ['1. a\n   goes on\n2. b', '<ol><li>a\ngoes on</li><li>b</li></ol>'],
    ['- a\n  goes on\n    - c', '<ul><li>a\ngoes on<ul><li>c</li></ul></li></ul>'],
    ['1. a\n2. b', '<ol><li>a</li><li>b</li></ol>'],
    ['> said', '<blockquote><p>said</p></blockquote>'],
    ['```\na < b\n```', '<pre><code>a < b</code></pre>'],
    ['---', '<hr></hr>'],
    ['[Docs](https://a.b/c)', '<p><a href=https://a.b/c>Docs</a></p>'],
    ['a &lt; b', '<p>a < b</p>'],
  ])('reads %s', (source, tree) => {
    expect(md(source)).toBe(tree);
  });

  it('reads tables', () => {
    expect(md('| a | b |\n|---|---|\n| 1 | 2 |')).toBe(
      '<table><thead><tr><th>a</th><th>b</th></tr></thead>' +
        '<tbody><tr><td>1</td><td>2</td></tr></tbody></table>',
    );
  });
});

describe('what could run', () => {
  it.each([
    ['<script>alert(1)</script>x', 'x'],
    ['<img src=x onerror=alert(1)>x', 'x'],
    ['<b onclick="alert(1)">x</b>', '<strong>x</strong>'],
    ['<iframe src="//evil">y</iframe>x', 'x'],
    ['<a href="javascript:alert(1)">x</a>', '<a>x</a>'],
    ['<a href="java&#115;cript:alert(1)">x</a>', '<a>x</a>'],
    ['<style>*{}</style><svg onload=alert(1)>x', 'x'],
  ])('leaves %s harmless', (source, tree) => {
    expect(text(parseHtml(source))).toBe(tree);
  });

  it('does not follow addresses that are no places', () => {
    expect(md('[x](javascript:alert)')).toBe('<p>x</p>');
    for (const address of ['javascript:x', 'data:text/html,x', '//evil.example', ' JAVASCRIPT:x'])
      expect(safeAddress(address), address).toBeNull();
    for (const address of ['/d/a?b=c', 'https://a.b', '#x', 'mailto:a@b.c', 'd/abc'])
      expect(safeAddress(address), address).toBe(address);
  });
});
