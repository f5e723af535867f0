/** What is wrong with a field, below it. */
export function FieldProblem({ mistakes }: { mistakes: readonly string[] | undefined }) {
  return mistakes ? (
    <span class="field-problem" role="alert">
      {mistakes.join('\n')}
    </span>
  ) : null;
}
