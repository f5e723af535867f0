import { person } from './person';

/** Asks who sits here, for the stories of incidents. */
export function PersonField() {
  return (
    <label class="person-field" title="Who silences and acknowledges, as others will read it">
      You are
      <input
        autocomplete="name"
        placeholder="your name"
        value={person.name}
        onInput={(event) => (person.name = event.currentTarget.value)}
      />
    </label>
  );
}
