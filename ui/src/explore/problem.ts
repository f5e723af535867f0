/** A refused query: what is wrong, and the place where it was noticed. */
export interface Problem {
  readonly message: string;
  /** Line and column from 1, as error messages begin with; null where none is told. */
  readonly place: { readonly line: number; readonly column: number } | null;
}

export function problemOf(told: string): Problem {
  // There is one query on the page, so its parameter's name helps nobody.
  const message = told.replace(/^invalid parameter "query": /, '');
  const match = /\b(\d+):(\d+): /.exec(message);
  if (!match) return { message, place: null };
  return { message, place: { line: Number(match[1]), column: Number(match[2]) } };
}

/** The line of the query that the problem stands in, and the letters before it. */
export function excerpt(query: string, problem: Problem): { line: string; before: number } | null {
  if (!problem.place) return null;
  const line = query.split('\n')[problem.place.line - 1];
  return line === undefined
    ? null
    : { line, before: Math.min(problem.place.column - 1, line.length) };
}
