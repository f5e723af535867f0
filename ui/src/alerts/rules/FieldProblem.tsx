interface FieldProblemProps {
  /** What the field names it by. */
  readonly id?: string | undefined;
  readonly mistakes: readonly string[] | undefined;
}

/** What is wrong with a field, below it. */
export function FieldProblem({ id, mistakes }: FieldProblemProps) {
  return mistakes ? (
    <span id={id} class="field-problem" role="alert">
      {mistakes.join('\n')}
    </span>
  ) : null;
}
