import { useEffect, useMemo } from 'preact/hooks';
import type { Deed, Incident } from './api';
import { markdownOf } from './markdown';

/** Saves an incident as a text to begin its review with. */
export function ReviewLink({ incident, deeds }: { incident: Incident; deeds: readonly Deed[] }) {
  const text = markdownOf(incident, deeds);
  const address = useMemo(
    () => URL.createObjectURL(new Blob([text], { type: 'text/markdown' })),
    [text],
  );
  useEffect(() => () => URL.revokeObjectURL(address), [address]);
  return (
    <a class="button" href={address} download={`incident-${incident.number}.md`}>
      Save for the review
    </a>
  );
}
