import { person } from './person';

/** Asks who sits here, for the stories of incidents. */
export function PersonField() {
  return (
    <label class="person-field">
      You are
      <input
        autocomplete="name"
        placeholder="somebody"
        value={person.name}
        onInput={(event) => (person.name = event.currentTarget.value)}
      />
    </label>
  );
}
