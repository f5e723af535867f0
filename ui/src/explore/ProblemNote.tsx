import './problem.css';
import { excerpt, type Problem } from './problem';

interface ProblemNoteProps {
  readonly problem: Problem;
  readonly query: string;
}

/** Why a query was refused, with a mark under the place where it was noticed. */
export function ProblemNote({ problem, query }: ProblemNoteProps) {
  const place = excerpt(query, problem);
  return (
    <div class="query-problem" role="alert">
      <p>{problem.message}</p>
      {place && (
        <pre>
          {place.line}
          {'\n'}
          {' '.repeat(place.before)}
          <b>^</b>
        </pre>
      )}
    </div>
  );
}
