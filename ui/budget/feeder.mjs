const GROUPS = 6;
const LINES = 10;
const PAST_SECONDS = 300;

/** Pushes a sample of each of sixty series to a server once a second, and five minutes before. */
export class Feeder {
  #url;
  #timer;
  #values = Array.from({ length: GROUPS * LINES }, (_, index) => index + 1);

  constructor(url) {
    this.#url = url;
  }

  static async start(url) {
    const feeder = new Feeder(url);
    const now = Math.floor(Date.now() / 1_000);
    for (let second = now - PAST_SECONDS; second <= now; second += 50) {
      const seconds = Array.from({ length: Math.min(50, now - second + 1) }, (_, i) => second + i);
      await feeder.#push(seconds);
    }
    feeder.#timer = setInterval(
      () => void feeder.#push([Math.floor(Date.now() / 1_000)]).catch(() => {}),
      1_000,
    );
    return feeder;
  }

  stop() {
    clearInterval(this.#timer);
  }

  async #push(seconds) {
    const series = this.#values.map((_, index) => ({
      name: 'budget_value',
      labels: { group: `g${Math.floor(index / LINES)}`, line: `line ${index % LINES}` },
      samples: seconds.map((second) => [second, this.#next(index)]),
    }));
    const answer = await fetch(`${this.#url}/api/v1/metrics`, {
      method: 'POST',
      body: JSON.stringify(series),
    });
    if (!answer.ok) throw new Error(await answer.text());
  }

  #next(index) {
    return (this.#values[index] += Math.random() - 0.5);
  }
}
