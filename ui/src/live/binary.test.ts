import { readFileSync } from 'node:fs';
import { inflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { BinaryFrames } from './binary';
import type { ServerFrame, WireValue } from './frames';

type Step =
  | { readonly text: ServerFrame }
  | { readonly bytes: string; readonly means: Record<string, unknown> };

/** A conversation that the server's tests read too. */
const VECTORS = JSON.parse(
  readFileSync(
    new URL('../../../stream/src/test/resources/live-v1-vectors.json', import.meta.url),
    'utf8',
  ),
) as readonly Step[];

function bytesOf(hex: string): ArrayBuffer {
  const bytes = Buffer.from(hex, 'hex');
  if ((bytes[1] & 4) === 0) return new Uint8Array(bytes).buffer;
  // The page does not ask for deflated frames; here they are unpacked beforehand.
  const plain = Buffer.concat([
    Buffer.from([bytes[0], bytes[1] & 3]),
    inflateRawSync(bytes.subarray(2)),
  ]);
  return new Uint8Array(plain).buffer;
}

/** Values as JSON frames write them. */
function wired(value: WireValue): WireValue {
  if (typeof value !== 'number' || Number.isFinite(value)) return value;
  return Number.isNaN(value) ? 'NaN' : value > 0 ? '+Inf' : '-Inf';
}

function comparable(frame: ServerFrame | null): unknown {
  return JSON.parse(
    JSON.stringify(frame, (_, value: unknown) =>
      typeof value === 'number' ? wired(value) : value,
    ),
  );
}

describe('binary frames', () => {
  it('mean what the shared conversation says', () => {
    const frames = new BinaryFrames();
    let read = 0;
    for (const [place, step] of VECTORS.entries()) {
      if ('text' in step) {
        frames.notice(step.text);
        continue;
      }
      expect(comparable(frames.decode(bytesOf(step.bytes))), `step ${place}`).toEqual(step.means);
      read++;
    }
    expect(read).toBeGreaterThan(10);
  });

  it('are dropped where their view or epoch is not known', () => {
    const frames = new BinaryFrames();
    const [bytes] = VECTORS.flatMap((step) => ('bytes' in step ? [step.bytes] : []));
    expect(frames.decode(bytesOf(bytes))).toBeNull();
    frames.notice({ type: 'ok', id: 1, view: 'v', vid: 1 });
    frames.notice({ type: 'series', view: 'v', epoch: 3 });
    expect(frames.decode(bytesOf(bytes))).toBeNull();
  });

  it('tell of a gap where they have another number of series', () => {
    const frames = new BinaryFrames();
    for (const step of VECTORS) {
      if ('text' in step) frames.notice(step.text);
      else if (step.means.type === 'delta') {
        const { view, epoch } = VECTORS.flatMap((each) =>
          'text' in each && each.text.type === 'series' ? [each.text] : [],
        )[0];
        frames.notice({ type: 'series', view, epoch, add: [{ sid: 99, ref: 'A', labels: {} }] });
        expect(frames.decode(bytesOf(step.bytes))).toEqual({ type: 'gap', view });
        return;
      }
    }
  });
});
