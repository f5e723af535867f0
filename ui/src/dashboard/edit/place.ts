/**
 * Where a JSON pointer leads, in the words of the document: panels, variables and queries by their
 * names in the place of the lists they stand in, other entries of lists by their number.
 */
export function placeText(document: unknown, pointer: string): string {
  const words: string[] = [];
  let node: unknown = document;
  let named = 0;
  for (const token of pointer.split('/').slice(1)) {
    const key = token.replaceAll('~1', '/').replaceAll('~0', '~');
    node = isRecord(node) ? node[key] : undefined;
    const name = nameOf(node);
    if (name) {
      words.splice(named, Infinity, name);
      named = words.length;
    } else {
      words.push(/^\d+$/.test(key) ? String(Number(key) + 1) : key);
    }
  }
  return words.join(' › ');
}

function nameOf(node: unknown): string {
  if (!isRecord(node) || Array.isArray(node)) return '';
  const name = [node.title, node.name, node.ref ?? node.refId].find(
    (each) => typeof each === 'string' && each.trim(),
  );
  return (name as string | undefined) ?? '';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
