import { callApi } from '../../data/http';
import { remove, send } from '../api';

export interface Occurrence {
  readonly from: number;
  readonly to: number;
}

interface WindowFacts {
  readonly id: string;
  readonly name: string;
  readonly owner: string;
  readonly matchers: string;
  readonly state: 'on' | 'planned' | 'over';
  readonly next: readonly Occurrence[];
}

/** A window that is once. */
export interface OnceWindow extends WindowFacts {
  readonly from: string;
  readonly to: string;
}

/** A window that comes again and again. */
export interface RecurringWindow extends WindowFacts {
  readonly cron: string;
  readonly length: string;
  readonly zone: string;
}

export type MaintenanceWindow = OnceWindow | RecurringWindow;

/** What the server makes a window of. */
export type WindowDraft = {
  readonly name: string;
  readonly owner: string;
  readonly matchers: string;
} & (
  | { readonly from: string; readonly to: string }
  | { readonly cron: string; readonly length: string; readonly zone: string }
);

export const listWindows = () =>
  callApi<{ windows: readonly MaintenanceWindow[] }>('alerting/maintenance');

export const saveWindow = (draft: WindowDraft) => send('/api/v1/alerting/maintenance', draft);

export const removeWindow = (id: string) => remove(`/api/v1/alerting/maintenance/${id}`);
