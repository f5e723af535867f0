/** A piece of marked-up text: its tag, what it says, and for links where to. */
export type Node =
  string | { readonly tag: Tag; readonly children: readonly Node[]; readonly href?: string };

const TAGS = [
  ...['p', 'h1', 'h2', 'h3', 'h4', 'ul', 'ol', 'li', 'blockquote', 'pre', 'code', 'strong', 'em'],
  ...['del', 'a', 'br', 'hr', 'table', 'thead', 'tbody', 'tr', 'th', 'td', 'div', 'span'],
] as const;
export type Tag = (typeof TAGS)[number];

/** HTML tags that are shown, some under another name; all others vanish and leave their text. */
const HTML_TAGS: Readonly<Record<string, Tag>> = {
  ...(Object.fromEntries(TAGS.map((tag) => [tag, tag])) as Record<Tag, Tag>),
  b: 'strong',
  i: 'em',
  s: 'del',
  center: 'div',
  section: 'div',
  h5: 'h4',
  h6: 'h4',
};
/** Elements whose text is not for people. */
const SILENT =
  /<(script|style|iframe|object|template)\b[\s\S]*?(?:<\/\1\s*>|$)|<!--[\s\S]*?(?:-->|$)/gi;

/**
 * Reads Markdown with simple HTML in it. The result is a tree of known tags without attributes, so
 * there is nothing in it that could run.
 */
export function parseMarkdown(text: string): readonly Node[] {
  return blocks(text.replace(SILENT, '').replaceAll('\r\n', '\n').split('\n'));
}

/** Reads simple HTML in the same way. */
export function parseHtml(text: string): readonly Node[] {
  return inline(text.replace(SILENT, ''));
}

function blocks(lines: readonly string[]): Node[] {
  const nodes: Node[] = [];
  let at = 0;
  const take = (isPart: (line: string) => boolean) => {
    const begin = at;
    while (at < lines.length && isPart(lines[at])) at++;
    return lines.slice(begin, at);
  };
  while (at < lines.length) {
    const line = lines[at];
    const heading = /^(#{1,6})\s+(.*?)\s*#*$/.exec(line);
    if (line.trim() === '') {
      at++;
    } else if (heading) {
      at++;
      nodes.push({
        tag: `h${Math.min(4, heading[1].length)}` as Tag,
        children: inline(heading[2]),
      });
    } else if (/^\s*(```|~~~)/.test(line)) {
      at++;
      const code = take((each) => !/^\s*(```|~~~)/.test(each));
      at++;
      nodes.push({ tag: 'pre', children: [{ tag: 'code', children: [code.join('\n')] }] });
    } else if (/^\s*([-*_])(\s*\1){2,}\s*$/.test(line)) {
      at++;
      nodes.push({ tag: 'hr', children: [] });
    } else if (/^\s*>/.test(line)) {
      const quoted = take((each) => /^\s*>/.test(each)).map((each) => each.replace(/^\s*> ?/, ''));
      nodes.push({ tag: 'blockquote', children: blocks(quoted) });
    } else if (LIST.test(line)) {
      nodes.push(list(take((each) => LIST.test(each) || /^\s{2,}\S/.test(each))));
    } else if (line.includes('|') && /^\s*\|?\s*:?-+/.test(lines[at + 1] ?? '')) {
      nodes.push(table(take((each) => each.includes('|'))));
    } else {
      const begin = at++;
      take(
        (each) =>
          each.trim() !== '' && !/^(#{1,6}\s|\s*>|\s*(```|~~~))/.test(each) && !LIST.test(each),
      );
      nodes.push({ tag: 'p', children: inline(lines.slice(begin, at).join('\n')) });
    }
  }
  return nodes;
}

const LIST = /^\s{0,3}(?:[-*+]|\d+[.)])\s+/;

function list(lines: readonly string[]): Node {
  const isOrdered = /^\s*\d/.test(lines[0]);
  const items: string[][] = [];
  for (const line of lines) {
    if (LIST.test(line)) items.push([line.replace(LIST, '')]);
    else items.at(-1)!.push(line.replace(/^\s{2,4}/, ''));
  }
  return {
    tag: isOrdered ? 'ol' : 'ul',
    children: items.map(([first, ...rest]) => {
      // Lines that go on are of the same sentence; what has a form of its own follows it.
      const at = rest.findIndex((line) => LIST.test(line) || FORMED.test(line));
      const own = at < 0 ? rest : rest.slice(0, at);
      return {
        tag: 'li' as const,
        children: [...inline([first, ...own].join('\n')), ...blocks(rest.slice(own.length))],
      };
    }),
  };
}

const FORMED = /^(#{1,6}\s|\s*>|\s*(```|~~~)|\s*$)/;

function table([head, , ...rows]: readonly string[]): Node {
  const cells = (line: string) =>
    line
      .trim()
      .replace(/^\||\|$/g, '')
      .split('|')
      .map((cell) => inline(cell.trim()));
  const row = (line: string, tag: 'th' | 'td'): Node => ({
    tag: 'tr',
    children: cells(line).map((children) => ({ tag, children })),
  });
  return {
    tag: 'table',
    children: [
      { tag: 'thead', children: [row(head, 'th')] },
      { tag: 'tbody', children: rows.map((each) => row(each, 'td')) },
    ],
  };
}

const INLINE =
  /\\([\\`*_{}[\]()#+.!|-])|`([^`]+)`|!?\[([^\]]*)\]\(([^()\s]+(?:\([^()]*\))?)(?:\s+"[^"]*")?\)|\*\*([\s\S]+?)\*\*|__([\s\S]+?)__|~~([\s\S]+?)~~|\*([^*\s][^*]*?)\*|(?<!\w)_([^_\s][^_]*?)_(?!\w)|<(https?:[^\s>]+)>|<(\/?)([a-zA-Z][\w-]*)([^>]*)>| {2,}\n|(https?:\/\/[^\s<>")\]]+)/g;

function inline(text: string): Node[] {
  const open: { tag: Tag | null; href?: string; children: Node[] }[] = [
    { tag: null, children: [] },
  ];
  const add = (node: Node) => open[open.length - 1].children.push(node);
  const close = () => {
    const { tag, href, children } = open.pop()!;
    add({ tag: tag!, children, ...(href ? { href } : {}) });
  };
  let end = 0;
  for (const match of text.matchAll(INLINE)) {
    if (match.index > end) add(entities(text.slice(end, match.index)));
    end = match.index + match[0].length;
    const [whole, escaped, code, label, address, strong, strong2, del, em, em2, auto] = match;
    const [slash, name, attributes, bare] = match.slice(11);
    if (escaped) add(escaped);
    else if (code) add({ tag: 'code', children: [code] });
    else if (address !== undefined) link(label, address);
    else if (strong ?? strong2) add({ tag: 'strong', children: inline(strong ?? strong2) });
    else if (del) add({ tag: 'del', children: inline(del) });
    else if (em ?? em2) add({ tag: 'em', children: inline(em ?? em2) });
    else if (auto ?? bare) link(auto ?? bare, auto ?? bare);
    else if (name) html(slash === '/', name.toLowerCase(), attributes);
    else if (/\n$/.test(whole)) add({ tag: 'br', children: [] });
  }
  if (end < text.length) add(entities(text.slice(end)));
  while (open.length > 1) close();
  return open[0].children;

  function link(label: string, address: string): void {
    const href = safeAddress(address);
    add(href ? { tag: 'a', href, children: [label || address] } : label);
  }

  function html(isEnd: boolean, name: string, attributes: string): void {
    const tag = HTML_TAGS[name];
    if (!tag) return;
    if (tag === 'br' || tag === 'hr') add({ tag, children: [] });
    else if (!isEnd) {
      const address = /\bhref\s*=\s*["']?([^"'\s>]+)/i.exec(attributes)?.[1];
      open.push({ tag, children: [], href: (address && safeAddress(address)) || undefined });
    } else if (open.some((each) => each.tag === tag)) {
      while (open[open.length - 1].tag !== tag) close();
      close();
    }
  }
}

/** An address that leads somewhere and runs nothing; null for any other. */
export function safeAddress(address: string): string | null {
  const trimmed = entities(address).trim();
  if (/^(?:https?:\/\/|mailto:)/i.test(trimmed)) return trimmed;
  // No scheme at all: a path, a query or a place on this server.
  return /^(?:\/(?!\/)|[?#]|[\w-]+(?:[/?#.]|$))/.test(trimmed) && !/^[^/?#]*:/.test(trimmed)
    ? trimmed
    : null;
}

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  nbsp: '\u00a0',
  copy: '©',
};

function entities(text: string): string {
  return text.replace(/&(?:#(\d+)|#x([\da-f]+)|(\w+));/gi, (whole, decimal, hex, name) => {
    if (name) return ENTITIES[name] ?? whole;
    const code = decimal ? Number(decimal) : parseInt(hex, 16);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
