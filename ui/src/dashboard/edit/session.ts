import { computed, effect, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import {
  type Conflict,
  ConflictError,
  createDashboard,
  loadDashboard,
  restoreVersion,
  saveDashboard,
} from '../api';
import type { Dashboard } from '../model';
import { CommandLog } from './commandLog';
import { Drafts } from './drafts';
import { emptyBoard } from './emptyBoard';

/** One board while it is open: as it is stored, as it is edited, and the way between the two. */
export class BoardSession {
  readonly uid: string;
  readonly log: CommandLog<Dashboard>;
  readonly isDirty: ReadonlySignal<boolean>;
  /** The draft that was found at the start, so that the page can say so. */
  readonly hasDraft: Signal<boolean> = signal(false);
  readonly conflict: Signal<Conflict | null> = signal(null);

  #stored: Signal<Dashboard>;
  #drafts: Drafts;
  #stop: () => void;

  private constructor(stored: Dashboard, drafts: Drafts) {
    this.uid = stored.metadata.uid;
    this.#stored = signal(stored);
    this.#drafts = drafts;
    this.log = new CommandLog(stored);
    this.isDirty = computed(() => this.log.value.value !== this.#stored.value);
    this.#stop = effect(() => {
      if (this.isDirty.value) this.#drafts.keep(this.log.value.value);
    });
  }

  /** Opens a stored board, with the draft of it if there is one. */
  static async open(uid: string): Promise<BoardSession> {
    const drafts = new Drafts(uid);
    const [stored, draft] = await Promise.all([loadDashboard(uid), drafts.find()]);
    const session = new BoardSession(stored, drafts);
    if (draft) session.#takeUp(draft.dashboard);
    return session;
  }

  /** Begins a board that is not stored yet, or goes on with the draft of it. */
  static async begin(uid: string, folder: string): Promise<BoardSession> {
    const drafts = new Drafts(uid);
    const draft = await drafts.find();
    const session = new BoardSession(emptyBoard(uid, undefined, folder), drafts);
    if (draft) session.#takeUp(draft.dashboard);
    return session;
  }

  get stored(): ReadonlySignal<Dashboard> {
    return this.#stored;
  }

  get isNew(): boolean {
    return this.version === 0;
  }

  get version(): number {
    return this.#stored.value.metadata.version ?? 0;
  }

  /** Takes up what others have saved; false if there are edits here, which come first. */
  async follow(): Promise<boolean> {
    const stored = await loadDashboard(this.uid);
    if (this.isDirty.peek()) return false;
    this.#stored.value = stored;
    this.log.reset(stored);
    return true;
  }

  close(): void {
    this.#stop();
  }

  /** Saves; true if it is stored now, false if somebody else's edit has to be looked at first. */
  async save(message: string, board: Dashboard = this.log.value.peek()): Promise<boolean> {
    const version = board.metadata.version ?? 0;
    try {
      const stored =
        version === 0
          ? await createDashboard(board, message)
          : await saveDashboard(board, version, message);
      this.#settle(stored);
      return true;
    } catch (error) {
      if (!(error instanceof ConflictError)) throw error;
      this.conflict.value = error.conflict;
      return false;
    }
  }

  /** Goes on with a merge of both edits; it still has to be saved. */
  takeMerge(merged: Dashboard): void {
    const conflict = this.conflict.peek();
    if (!conflict) return;
    this.#stored.value = conflict.current;
    this.conflict.value = null;
    this.log.run('merge', () => merged);
  }

  /** Gives up what was edited. */
  discard(): void {
    this.log.reset(this.#stored.peek());
    this.hasDraft.value = false;
    this.#drafts.forget();
  }

  async restore(version: number): Promise<void> {
    this.#settle(await restoreVersion(this.uid, version));
  }

  #settle(stored: Dashboard): void {
    this.#stored.value = stored;
    this.log.reset(stored);
    this.hasDraft.value = false;
    this.conflict.value = null;
    this.#drafts.forget();
  }

  #takeUp(draft: Dashboard): void {
    this.hasDraft.value = true;
    this.log.run('earlier changes', () => draft);
  }
}
