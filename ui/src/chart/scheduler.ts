/** The views of a tick arrive within this; drawn together, all graphs move as one. */
const GATHER_MILLIS = 60;

/** A frame of 60 Hz leaves about this much for drawing; what is over waits for the next one. */
const FRAME_MILLIS = 10;

/** What is costly brings layout and paint with it, so it gets half of that. */
const COSTLY_MILLIS = FRAME_MILLIS / 2;

/** Collects what is to be drawn and draws it in animation frames, each task once. */
export class FrameScheduler {
  #tasks = new Set<() => void>();
  #gathered = new Set<() => void>();
  #costly = new Set<() => void>();
  #isRequested = false;
  #isGathering = false;
  /** The last frame had no room for what fills one by itself. */
  #wasFull = false;

  /** For answers to the user: drawn in the next frame. */
  request(task: () => void): void {
    this.#tasks.add(task);
    this.#ask();
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

  /** For what may fill a frame by itself, such as a first picture: others wait unless it was cheap. */
  requestAlone(task: () => void): void {
    this.#costly.add(task);
    this.#ask();
  }

  cancel(task: () => void): void {
    this.#tasks.delete(task);
    this.#gathered.delete(task);
    this.#costly.delete(task);
  }

  #ask(): void {
    if (this.#isRequested) return;
    this.#isRequested = true;
    requestAnimationFrame(() => this.#run());
  }

  #run(): void {
    const begin = performance.now();
    const end = begin + FRAME_MILLIS;
    this.#isRequested = false;
    // On a slow machine ticks may fill each frame: what is costly then is first in the next.
    const [overdue] = this.#wasFull ? this.#costly : [];
    if (overdue) this.#runCostly(overdue);
    // What is requested by these tasks is for the next frame.
    for (const task of [...this.#tasks]) {
      this.#tasks.delete(task);
      task();
      if (performance.now() >= end) break;
    }
    this.#wasFull = performance.now() >= end;
    let hasDrawn = overdue !== undefined;
    for (const costly of [...this.#costly]) {
      if (performance.now() >= (hasDrawn ? begin + COSTLY_MILLIS : end)) break;
      this.#runCostly(costly);
      hasDrawn = true;
    }
    if (this.#tasks.size + this.#costly.size > 0) this.#ask();
  }

  #runCostly(costly: () => void): void {
    this.#costly.delete(costly);
    costly();
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
