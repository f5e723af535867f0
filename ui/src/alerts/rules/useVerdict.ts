import { type Signal, useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { checkGroup, type SavedGroup, type Verdict } from './api';
import { EMPTY_DRAFT, groupWith, placeIn, type RuleDraft } from './draft';
import { type Field, type Mistakes, mistakesByField } from './mistakes';

/** Long enough not to judge half a word. */
const PAUSE_MILLIS = 400;

export interface Judged {
  readonly mistakes: Mistakes;
  readonly advice: readonly string[];
}

const NOTHING: Judged = { mistakes: {}, advice: [] };

/** What the server says of the rule in the editor, asked again as one types. */
export function useVerdict(
  draft: RuleDraft,
  groups: readonly SavedGroup[],
  wantsAll: boolean,
): Signal<Judged> {
  const judged = useSignal<Judged>(NOTHING);
  useEffect(() => {
    let isOutdated = false;
    const timer = setTimeout(() => {
      judge(draft, groups).then(
        (verdict) => {
          if (!isOutdated) judged.value = wantsAll ? verdict : onlyFilled(verdict, draft);
        },
        // Whoever saves hears of it.
        () => {},
      );
    }, PAUSE_MILLIS);
    return () => {
      isOutdated = true;
      clearTimeout(timer);
    };
  }, [draft, groups, wantsAll]);
  return judged;
}

/** Asks what is wrong with the draft's rule, and what is seldom meant. */
export async function judge(draft: RuleDraft, groups: readonly SavedGroup[]): Promise<Judged> {
  if (draft === EMPTY_DRAFT) return NOTHING;
  const base = baseOf(draft, groups)?.group ?? null;
  const verdict: Verdict = await checkGroup(draft.folder, draft.group, groupWith(base, draft));
  return {
    mistakes: mistakesByField(verdict.problems, placeIn(base, draft)),
    // The group and its other rules are not what is edited.
    advice: verdict.advice
      .filter((each) => each.includes(`rule ${draft.name}: `))
      .map((each) => each.slice(each.indexOf(`rule ${draft.name}: `) + draft.name.length + 7)),
  };
}

/** The saved group that the draft's rule is of, or joins. */
export function baseOf(draft: RuleDraft, groups: readonly SavedGroup[]): SavedGroup | undefined {
  return groups.find(({ folder, name }) => folder === draft.folder && name === draft.group);
}

/** A field that nobody has filled yet is not wrong yet. */
function onlyFilled({ mistakes, advice }: Judged, draft: RuleDraft): Judged {
  const filled = Object.entries(mistakes).filter(
    ([field]) => field === 'rest' || draft[field as Field].length > 0,
  );
  return { mistakes: Object.fromEntries(filled), advice };
}
