/** Reads the numbers of binary frames one after the other; fails at the end of the bytes. */
export class ByteReader {
  #view: DataView;
  #at = 0;

  constructor(buffer: ArrayBuffer) {
    this.#view = new DataView(buffer);
  }

  u8(): number {
    return this.#view.getUint8(this.#at++);
  }

  f64(): number {
    this.#at += 8;
    return this.#view.getFloat64(this.#at - 8, true);
  }

  /** Seven bits a byte, lowest first. Beyond 32 bits, where shifts would wrap around, too. */
  uvarint(): number {
    let result = 0;
    let factor = 1;
    for (;;) {
      const byte = this.u8();
      result += (byte & 0x7f) * factor;
      if (byte < 0x80) return result;
      factor *= 128;
    }
  }

  svarint(): number {
    const folded = this.uvarint();
    return folded % 2 === 0 ? folded / 2 : -(folded + 1) / 2;
  }

  bytes(count: number): Uint8Array {
    this.#at += count;
    return new Uint8Array(this.#view.buffer, this.#at - count, count);
  }
}
