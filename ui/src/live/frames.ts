/** The frames of `muninn.live.v1`; docs/live-protocol.md says what each means. */

export type WireValue = number | null | 'NaN' | '+Inf' | '-Inf';

export type Labels = Readonly<Record<string, string>>;

export interface WireQuery {
  readonly ref: string;
  readonly expr: string;
}

export interface ViewPosition {
  readonly view: string;
  readonly epoch: number | string;
  readonly seq: number;
}

export type ClientFrame =
  | {
      type: 'hello';
      id: number;
      tier: 'high_bandwidth';
      caps: { events: true };
      resume: readonly ViewPosition[];
    }
  | {
      type: 'sub';
      id: number;
      queries: readonly WireQuery[];
      step: number;
      range: number;
      maxPoints: number;
    }
  | { type: 'set'; id: number; view: string; range: number; maxPoints: number }
  | { type: 'unsub'; id: number; view: string }
  | { type: 'query'; id: number; expr: string; start: number; end: number; step: number }
  | { type: 'ping'; t: number };

export interface WelcomeFrame {
  readonly type: 'welcome';
  readonly id: number;
  readonly conn: string;
  readonly serverTime: number;
  readonly heartbeat: number;
  readonly limits?: { readonly series?: number };
}

export interface OkFrame {
  readonly type: 'ok';
  readonly id: number;
  readonly view?: string;
  /** What binary frames call the view. */
  readonly vid?: number;
  readonly result?: unknown;
}

export interface ErrFrame {
  readonly type: 'err';
  readonly id?: number;
  readonly view?: string;
  readonly code: string | number;
  readonly message: string;
  readonly retryAfter?: number;
}

export interface SeriesFrame {
  readonly type: 'series';
  readonly view: string;
  readonly epoch: number | string;
  readonly add?: readonly { sid: number; ref: string; labels: Labels }[];
  readonly drop?: readonly number[];
  /** Powers of ten by which values of binary frames were rounded. */
  readonly scales?: readonly { readonly ref: string; readonly digits: number }[];
}

export interface SnapFrame {
  readonly type: 'snap';
  readonly view: string;
  readonly epoch: number | string;
  readonly seq: number;
  readonly t?: number;
  readonly t0: number;
  readonly step: number;
  readonly n: number;
  readonly columns: readonly { sid: number; start: number; values: readonly WireValue[] }[];
}

export interface DeltaFrame {
  readonly type: 'delta';
  readonly view: string;
  readonly seq: number;
  readonly t: number;
  readonly step: number;
  readonly ticks: readonly (readonly WireValue[])[];
}

/** Points that were sent before and are other now, because samples came late. */
export interface AmendFrame {
  readonly type: 'amend';
  readonly view: string;
  readonly seq: number;
  readonly t0: number;
  readonly step: number;
  readonly n: number;
  readonly columns: SnapFrame['columns'];
}

/** A view goes on in another tier. */
export interface TierFrame {
  readonly type: 'tier';
  readonly view: string;
  readonly vid?: number;
  readonly tier: string;
  readonly reason: string;
}

/** Something happened that no value says: who wants to know asks for the rest. */
export type EventFrame = { readonly type: 'event' } & (
  | {
      readonly kind: 'dashboard';
      readonly uid: string;
      readonly version: number;
      readonly title: string;
      readonly by: string;
    }
  | {
      readonly kind: 'annotation';
      readonly title: string;
      readonly tags: readonly string[];
      /** The one that it belongs to; absent where it is for all. */
      readonly dashboard?: string;
    }
  | {
      readonly kind: 'alerts';
      readonly changes: readonly {
        readonly name: string;
        readonly state: 'firing' | 'resolved';
        readonly labels: Labels;
      }[];
      /** So many that are not named. */
      readonly more: number;
    }
);

/** Made here, not sent: something of a view was missed, so a snapshot has to be asked for. */
export interface GapFrame {
  readonly type: 'gap';
  readonly view: string;
}

/** What an `err` said of the view is over. */
export interface WellFrame {
  readonly type: 'well';
  readonly view: string;
}

export interface HeartbeatFrame {
  readonly type: 'hb';
  readonly t: number;
}

export interface GoAwayFrame {
  readonly type: 'goaway';
  readonly reason: string;
  readonly reconnectAfterMs: number;
}

export type ViewFrame = SeriesFrame | SnapFrame | DeltaFrame | AmendFrame;

export type ServerFrame =
  | WelcomeFrame
  | OkFrame
  | ErrFrame
  | ViewFrame
  | TierFrame
  | GapFrame
  | WellFrame
  | EventFrame
  | HeartbeatFrame
  | GoAwayFrame;

/** The number a wire value stands for; NaN where there is none. */
export function decodeValue(value: WireValue): number {
  if (typeof value === 'number') return value;
  if (value === '+Inf') return Infinity;
  if (value === '-Inf') return -Infinity;
  return NaN;
}
