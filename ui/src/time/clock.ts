/** The server's time: a browser's own clock may be minutes off, and then nothing would line up. */
export class ServerClock {
  #skew = 0;

  adjust(serverTime: number): void {
    this.#skew = serverTime - Date.now();
  }

  now(): number {
    return Date.now() + this.#skew;
  }
}
