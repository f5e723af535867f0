import { ByteReader } from './byteReader';
import type { AmendFrame, DeltaFrame, ServerFrame, SnapFrame } from './frames';

const SNAP = 1;
const DELTA = 2;
const AMEND = 3;
const XOR = 1;
const SCALED = 2;
const EPOCHS = 16_384;

type Column = SnapFrame['columns'][number];
type Coder = (base: number) => readonly [value: number, base: number];

/** What the frames of a view refer to: its living series, and the value each was coded against. */
interface ViewState {
  readonly name: string;
  epoch: number;
  living: number[];
  readonly refs: Map<number, string>;
  readonly digits: Map<string, number>;
  readonly bases: Map<number, number>;
}

/**
 * Reads binary frames into the same objects that JSON frames are. docs/live-protocol.md draws the
 * bytes; the texts in between say what the bytes refer to, so they are to be shown in order too.
 */
export class BinaryFrames {
  #views = new Map<string, ViewState>();
  #names = new Map<number, string>();
  #scratch = new DataView(new ArrayBuffer(8));

  /** Takes note of what a text says about the frames to come. */
  notice(frame: ServerFrame): void {
    if ((frame.type === 'ok' || frame.type === 'tier') && frame.view && frame.vid !== undefined)
      this.#names.set(frame.vid, frame.view);
    if (frame.type !== 'series') return;
    const view = this.#view(frame.view);
    if (view.epoch !== Number(frame.epoch)) {
      view.epoch = Number(frame.epoch);
      view.living = [];
      for (const each of [view.refs, view.digits, view.bases]) each.clear();
    }
    for (const { sid, ref } of frame.add ?? []) view.refs.set(sid, ref);
    const dropped = new Set(frame.drop);
    const added = (frame.add ?? []).map(({ sid }) => sid);
    view.living = [...new Set([...view.living, ...added])]
      .filter((sid) => !dropped.has(sid))
      .sort((a, b) => a - b);
    for (const { ref, digits } of frame.scales ?? []) {
      view.digits.set(ref, digits);
      for (const [sid, own] of view.refs) if (own === ref) view.bases.delete(sid);
    }
  }

  /** Forgets a view that is no longer subscribed to. */
  forget(name: string): void {
    this.#views.delete(name);
    for (const [vid, each] of this.#names) if (each === name) this.#names.delete(vid);
  }

  /**
   * The frame that the bytes are; null for one that is of no view or epoch known here, a `gap` for
   * one that cannot be read because something before it was missed.
   */
  decode(buffer: ArrayBuffer): ServerFrame | null {
    const reader = new ByteReader(buffer);
    const type = reader.u8();
    const flags = reader.u8();
    const name = this.#names.get(reader.uvarint());
    const epochLow = reader.uvarint();
    const seq = reader.uvarint();
    const view = name === undefined ? undefined : this.#views.get(name);
    if (!view || view.epoch % EPOCHS !== epochLow) return null;
    const coding = flags & 3;
    switch (type) {
      case SNAP:
        return this.#snap(reader, view, coding, seq);
      case DELTA:
        return this.#delta(reader, view, coding, seq);
      case AMEND:
        return this.#amend(reader, view, coding, seq);
      default:
        return null;
    }
  }

  #snap(reader: ByteReader, view: ViewState, coding: number, seq: number): SnapFrame {
    const t = reader.uvarint();
    const t0 = reader.uvarint();
    const step = reader.uvarint();
    const n = reader.uvarint();
    const columns = this.#columns(reader, view, coding);
    view.bases.clear();
    for (let left = reader.uvarint(); left > 0; left--) {
      const sid = reader.uvarint();
      view.bases.set(sid, coding === SCALED ? reader.svarint() : reader.f64());
    }
    const { name, epoch } = view;
    return { type: 'snap', view: name, epoch, seq, t, t0, step, n, columns };
  }

  #delta(reader: ByteReader, view: ViewState, coding: number, seq: number): ServerFrame {
    const t = reader.uvarint();
    const step = reader.uvarint();
    const count = reader.uvarint();
    const n = reader.uvarint();
    if (n !== view.living.length) return { type: 'gap', view: view.name };
    const coders = view.living.map((sid) => this.#coder(reader, view, coding, sid));
    const ticks: DeltaFrame['ticks'][number][] = [];
    for (let tick = 0; tick < count; tick++) {
      const presence = reader.bytes((n + 7) >> 3);
      ticks.push(
        view.living.map((sid, column) => {
          if (!(presence[column >> 3] & (1 << (column & 7)))) return null;
          const [value, base] = coders[column](view.bases.get(sid) ?? 0);
          view.bases.set(sid, base);
          return value;
        }),
      );
    }
    return { type: 'delta', view: view.name, seq, t, step, ticks };
  }

  #amend(reader: ByteReader, view: ViewState, coding: number, seq: number): AmendFrame {
    const t0 = reader.uvarint();
    const step = reader.uvarint();
    const n = reader.uvarint();
    const columns = this.#columns(reader, view, coding);
    return { type: 'amend', view: view.name, seq, t0, step, n, columns };
  }

  #columns(reader: ByteReader, view: ViewState, coding: number): Column[] {
    return Array.from({ length: reader.uvarint() }, () => {
      const sid = reader.uvarint();
      const start = reader.uvarint();
      const length = reader.uvarint();
      const values = Array<number | null>(length).fill(null);
      const present: number[] = [];
      let isThere = true;
      for (let at = 0; at < length; isThere = !isThere) {
        const run = reader.uvarint();
        for (let i = 0; i < run; i++, at++) if (isThere) present.push(at);
      }
      const coder = this.#coder(reader, view, coding, sid);
      let base = 0;
      for (const at of present) [values[at], base] = coder(base);
      return { sid, start, values };
    });
  }

  #coder(reader: ByteReader, view: ViewState, coding: number, sid: number): Coder {
    if (coding === XOR) return (base) => this.#xor(reader, base);
    if (coding === SCALED) {
      const digits = view.digits.get(view.refs.get(sid) ?? '') ?? 0;
      const scale = 10 ** Math.abs(digits);
      return (base) => {
        const whole = base + reader.svarint();
        return [digits < 0 ? whole * scale : whole / scale, whole];
      };
    }
    return () => {
      const value = reader.f64();
      return [value, value];
    };
  }

  #xor(reader: ByteReader, base: number): readonly [number, number] {
    const zeros = reader.u8();
    const end = 8 - (zeros >> 4);
    this.#scratch.setFloat64(0, base, true);
    for (let at = zeros & 15; at < end; at++)
      this.#scratch.setUint8(at, this.#scratch.getUint8(at) ^ reader.u8());
    const value = this.#scratch.getFloat64(0, true);
    return [value, value];
  }

  #view(name: string): ViewState {
    let view = this.#views.get(name);
    if (!view) {
      view = {
        name,
        epoch: NaN,
        living: [],
        refs: new Map(),
        digits: new Map(),
        bases: new Map(),
      };
      this.#views.set(name, view);
    }
    return view;
  }
}
