import { useSignal } from '@preact/signals';
import { useFocusWithin } from '../../app/focus';
import { person } from '../person';
import { Problem } from '../Problem';
import type { TestResult } from './api';
import {
  type ChannelDraft,
  type ChannelField,
  type ChannelKind,
  saveChannel,
  type SavedChannel,
  testDraft,
} from './saved';
import { TestAnswer } from './TestAnswer';

interface ChannelFormProps {
  readonly kinds: readonly ChannelKind[];
  /** The channel to change; none for a new one. */
  readonly edited: SavedChannel | undefined;
  readonly done: () => void;
}

/** Asks for a way to tell people, and tries it before it is saved. */
export function ChannelForm({ kinds, edited, done }: ChannelFormProps) {
  const form = useFocusWithin<HTMLFormElement>();
  const kindName = useSignal(edited?.kind ?? kinds[0].kind);
  const result = useSignal<TestResult | null>(null);
  const problem = useSignal('');
  const isTesting = useSignal(false);
  const kind = kinds.find((one) => one.kind === kindName.value) ?? kinds[0];
  const draftOf = (form: HTMLFormElement) => draft(new FormData(form), kind, edited);
  const refused = (error: Error) => (problem.value = error.message);
  const test = (form: HTMLFormElement) => {
    if (!form.reportValidity()) return;
    problem.value = '';
    result.value = null;
    isTesting.value = true;
    testDraft(draftOf(form))
      .then((answer) => (result.value = answer), refused)
      .finally(() => (isTesting.value = false));
  };
  const submit = (event: Event) => {
    event.preventDefault();
    saveChannel(draftOf(event.currentTarget as HTMLFormElement), person.nameOrSomebody).then(
      done,
      refused,
    );
  };
  return (
    <form
      ref={form}
      class="people-form"
      aria-label={edited ? `Change ${edited.name}` : 'New channel'}
      onSubmit={submit}
    >
      <label>
        Kind
        <select
          value={kindName.value}
          disabled={edited !== undefined}
          onChange={(event) => {
            kindName.value = event.currentTarget.value;
            result.value = null;
          }}
        >
          {kinds.map((one) => (
            <option key={one.kind} value={one.kind}>
              {one.title}
            </option>
          ))}
        </select>
      </label>
      <label>
        Name
        <input
          name="name"
          required
          maxLength={100}
          readOnly={edited !== undefined}
          defaultValue={edited?.name}
          placeholder="Operations"
        />
      </label>
      {kind.fields.map((field) => (
        <FieldInput key={`${kind.kind} ${field.key}`} field={field} edited={edited} />
      ))}
      <label>
        Told of alerts with
        <input
          name="matchers"
          defaultValue={edited?.matchers}
          placeholder='all, or severity="critical"'
        />
      </label>
      <label class="people-check">
        <input type="checkbox" name="tellsEnd" defaultChecked={edited?.tellsEnd ?? true} />
        Also when they end
      </label>
      {kind.about && <p class="hint is-wide">{kind.about}</p>}
      {result.value && <TestAnswer result={result.value} />}
      <div class="people-form-end">
        <Problem text={problem.value} />
        <button type="button" class="button" onClick={done}>
          Cancel
        </button>
        <button
          type="button"
          class="button"
          disabled={isTesting.value}
          onClick={(event) => test(event.currentTarget.form as HTMLFormElement)}
        >
          {isTesting.value ? 'Sending…' : 'Send a test'}
        </button>
        <button type="submit" class="button is-primary">
          {edited ? 'Save' : 'Add channel'}
        </button>
      </div>
    </form>
  );
}

interface FieldInputProps {
  readonly field: ChannelField;
  readonly edited: SavedChannel | undefined;
}

function FieldInput({ field, edited }: FieldInputProps) {
  const isKept = edited?.secrets.includes(field.key) ?? false;
  const about = {
    name: `setting ${field.key}`,
    autocomplete: 'off',
    required: field.required && !isKept,
    defaultValue: edited?.settings[field.key],
    placeholder: isKept ? 'as it was' : field.example,
  } as const;
  // What has an example is an address that is pasted and looked at.
  const isHidden = field.secret && !field.example;
  return (
    <label>
      {field.required ? field.title : `${field.title} (optional)`}
      {isHidden ? <input type="password" {...about} /> : <input type="text" {...about} />}
    </label>
  );
}

function draft(
  form: FormData,
  { kind, fields }: ChannelKind,
  edited: SavedChannel | undefined,
): ChannelDraft {
  const text = (name: string) => String(form.get(name) ?? '').trim();
  return {
    name: edited?.name ?? text('name'),
    kind,
    settings: Object.fromEntries(fields.map(({ key }) => [key, text(`setting ${key}`)])),
    matchers: text('matchers'),
    tellsEnd: form.has('tellsEnd'),
  };
}
