import { useSignal, useSignalEffect } from '@preact/signals';
import { Editor } from '../../explore/Editor';
import { problemOf } from '../../explore/problem';
import { ProblemNote } from '../../explore/ProblemNote';
import type { SavedGroup } from './api';
import { annotationsOf, draft, isOnSample, type RuleDraft, spokenOf } from './draft';
import { FieldProblem } from './FieldProblem';
import type { Field, Mistakes } from './mistakes';
import { PairFields } from './PairFields';

interface RuleFieldsProps {
  readonly mistakes: Mistakes;
  readonly groups: readonly SavedGroup[];
  /** What the enter key does in the expression. */
  readonly run: () => void;
}

type TextKey = Extract<Field, keyof RuleDraft> & ('folder' | 'group' | 'interval' | 'name');

/** All fields of a rule, each with what is wrong with it. */
export function RuleFields({ mistakes, groups, run }: RuleFieldsProps) {
  const rule = draft.value;
  const isEdit = rule.edits !== null;
  const folders = [...new Set(groups.map(({ folder }) => folder))];
  const names = groups.filter(({ folder }) => folder === rule.folder).map(({ name }) => name);
  const joined = groups.find(({ folder, name }) => folder === rule.folder && name === rule.group);
  return (
    <>
      <TextField
        title="Folder"
        field="folder"
        mistakes={mistakes}
        fixed={isEdit}
        offers={folders}
      />
      <TextField title="Group" field="group" mistakes={mistakes} fixed={isEdit} offers={names} />
      <TextField
        title="Evaluated every"
        field="interval"
        mistakes={mistakes}
        placeholder={joined?.group.interval ?? '15s'}
      />
      <div>
        <label>
          Kind
          <select
            value={rule.kind}
            onChange={(event) =>
              draft.set({ kind: event.currentTarget.value as RuleDraft['kind'] })
            }
          >
            <option value="alert">Alert</option>
            <option value="record">Recording</option>
          </select>
        </label>
      </div>
      <TextField title="Name" field="name" mistakes={mistakes} />
      {rule.kind === 'alert' && (
        <>
          <TextField title="For" field="wait" mistakes={mistakes} placeholder="at once" />
          <TextField
            title="Keep firing for"
            field="keep"
            mistakes={mistakes}
            placeholder="not at all"
          />
          <div>
            <label>
              When samples come
              <select
                value={isOnSample(rule) ? 'evaluate' : 'wait'}
                onChange={(event) =>
                  draft.set({
                    annotations: annotationsOf(
                      spokenOf(rule),
                      event.currentTarget.value === 'evaluate',
                    ),
                  })
                }
              >
                <option value="wait">Wait for the next evaluation</option>
                <option value="evaluate">Evaluate within a second</option>
              </select>
            </label>
          </div>
        </>
      )}
      <Expression mistakes={mistakes.expr} run={run} />
      <PairFields
        title="Labels"
        noun="label"
        pairs={rule.labels}
        mistakes={mistakes.labels}
        change={(labels) => draft.set({ labels })}
      />
      {rule.kind === 'alert' && (
        <PairFields
          title="Annotations"
          noun="annotation"
          pairs={spokenOf(rule)}
          mistakes={mistakes.annotations}
          change={(spoken) => draft.set({ annotations: annotationsOf(spoken, isOnSample(rule)) })}
        />
      )}
    </>
  );
}

interface TextFieldProps {
  readonly title: string;
  readonly field: TextKey | 'wait' | 'keep';
  readonly mistakes: Mistakes;
  readonly placeholder?: string;
  /** What the saved rule that is edited cannot change. */
  readonly fixed?: boolean;
  readonly offers?: readonly string[];
}

function TextField({ title, field, mistakes, placeholder, fixed, offers }: TextFieldProps) {
  const list = offers && `rule-${field}-offers`;
  const problem = mistakes[field] && `rule-${field}-problem`;
  return (
    <div>
      <label>
        {title}
        <input
          list={list}
          autocomplete="off"
          spellcheck={false}
          placeholder={placeholder}
          readOnly={fixed}
          aria-invalid={problem !== undefined}
          aria-describedby={problem}
          value={draft.value[field]}
          onInput={(event) => draft.set({ [field]: event.currentTarget.value })}
        />
      </label>
      {offers && (
        <datalist id={list}>
          {offers.map((offer) => (
            <option key={offer} value={offer} />
          ))}
        </datalist>
      )}
      <FieldProblem id={problem} mistakes={mistakes[field]} />
    </div>
  );
}

interface ExpressionProps {
  readonly mistakes: readonly string[] | undefined;
  readonly run: () => void;
}

function Expression({ mistakes, run }: ExpressionProps) {
  const text = useSignal(draft.value.expr);
  useSignalEffect(() => {
    if (text.value !== draft.value.expr) draft.set({ expr: text.value });
  });
  return (
    <div class="rule-expr">
      <span>Expression</span>
      <Editor text={text} run={run} />
      {mistakes?.map((mistake) => (
        <ProblemNote key={mistake} problem={problemOf(mistake)} query={text.value} />
      ))}
    </div>
  );
}
