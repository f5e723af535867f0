/** The views of a tick arrive within this; drawn together, all graphs move as one. */
const GATHER_MILLIS = 60;

/** Collects what is to be drawn and draws it in one animation frame, each task once. */
export class FrameScheduler {
  #tasks = new Set<() => void>();
  #gathered = new Set<() => void>();
  #isRequested = false;
  #isGathering = false;

  /** For answers to the user: drawn in the next frame. */
  request(task: () => void): void {
    this.#tasks.add(task);
    if (this.#isRequested) return;
    this.#isRequested = true;
    requestAnimationFrame(() => this.#run());
  }

  /** For live data: drawn with what else comes in the next moment. */
  gather(task: () => void): void {
    this.#gathered.add(task);
    if (this.#isGathering) return;
    this.#isGathering = true;
    setTimeout(() => {
      this.#isGathering = false;
      for (const each of this.#gathered) this.request(each);
      this.#gathered.clear();
    }, GATHER_MILLIS);
  }

  cancel(task: () => void): void {
    this.#tasks.delete(task);
    this.#gathered.delete(task);
  }

  #run(): void {
    const tasks = [...this.#tasks];
    this.#tasks.clear();
    this.#isRequested = false;
    for (const task of tasks) task();
  }
}

/** Calls at most once in `millis`, the last call never lost. */
export function throttled(millis: number, task: () => void): { call(): void; cancel(): void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let last = -Infinity;
  const run = () => {
    timer = undefined;
    last = performance.now();
    task();
  };
  return {
    call() {
      if (timer !== undefined) return;
      const wait = last + millis - performance.now();
      if (wait <= 0) run();
      else timer = setTimeout(run, wait);
    },
    cancel() {
      clearTimeout(timer);
      timer = undefined;
    },
  };
}
