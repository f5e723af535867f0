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
    // What is requested by these tasks is for the next frame.
    for (const task of [...this.#tasks]) {
      this.#tasks.delete(task);
      task();
      if (performance.now() >= end) break;
    }
    let costlyEnd = end;
    for (const costly of [...this.#costly]) {
      if (performance.now() >= costlyEnd) break;
      this.#costly.delete(costly);
      costly();
      costlyEnd = begin + COSTLY_MILLIS;
    }
    if (this.#tasks.size + this.#costly.size > 0) this.#ask();
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
