import { Stored } from '../../app/stored';
import { deleteDraft, type Draft, findDraft, saveDraft } from '../api';
import type { Dashboard } from '../model';
import { draftKey } from './draftKey';

/** A draft goes to the server this long after the last change; in the browser it is at once. */
const SETTLE_MILLIS = 900;

/**
 * What is edited and not saved. Each change is kept in this browser at once, so that not even a
 * crash loses it, and on the server soon after, so that another browser finds it.
 */
export class Drafts {
  #uid: string;
  #stored: Stored<Draft | null>;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(uid: string) {
    this.#uid = uid;
    this.#stored = new Stored<Draft | null>(draftKey(uid), null);
  }

  /** The newest draft, of this browser or the server; null if nothing is unsaved. */
  async find(): Promise<Draft | null> {
    const own = this.#stored.value;
    const theirs = await findDraft(this.#uid).catch(() => null);
    if (!own || !theirs) return own ?? theirs;
    return Date.parse(own.savedAt) >= Date.parse(theirs.savedAt) ? own : theirs;
  }

  keep(dashboard: Dashboard): void {
    this.#stored.value = {
      uid: this.#uid,
      baseVersion: dashboard.metadata.version ?? 0,
      savedAt: new Date().toISOString(),
      dashboard,
    };
    clearTimeout(this.#timer);
    // The browser has it already; the server's copy may fail.
    this.#timer = setTimeout(() => void saveDraft(dashboard).catch(() => {}), SETTLE_MILLIS);
  }

  forget(): void {
    clearTimeout(this.#timer);
    this.#stored.clear();
    void deleteDraft(this.#uid).catch(() => {});
  }
}
