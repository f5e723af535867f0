/** Collects what is to be drawn and draws it in the next animation frame, each task once. */
export class FrameScheduler {
  #tasks = new Set<() => void>();
  #isRequested = false;

  request(task: () => void): void {
    this.#tasks.add(task);
    if (this.#isRequested) return;
    this.#isRequested = true;
    requestAnimationFrame(() => this.#run());
  }

  cancel(task: () => void): void {
    this.#tasks.delete(task);
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
