import { chosenZone, zoneOf } from '../time/zone';
import { Stored } from './stored';

const kept = new Stored('time-zone', '');

/** Takes over the zone that was chosen in this browser. */
export function restoreZone(): void {
  chosenZone.value = zoneOf(kept.value);
}

/** Shows times in a zone from now on; an empty name leaves it to the board and the browser. */
export function chooseZone(name: string): void {
  chosenZone.value = name;
  if (name === '') kept.clear();
  else kept.value = name;
}
