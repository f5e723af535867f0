import { callApi } from '../../data/http';
import { remove, send } from '../api';

export interface Person {
  readonly name: string;
  readonly receiver: string;
}

export interface Shift {
  readonly person: string;
  readonly receiver: string;
  readonly from: number;
  readonly to: number;
  readonly isOverride: boolean;
}

export interface RotaDraft {
  readonly name: string;
  readonly zone: string;
  readonly start: string;
  readonly handOver: string;
  readonly turn: string;
  readonly people: readonly Person[];
}

export interface Rota extends RotaDraft {
  readonly now: Shift;
  readonly shifts: readonly Shift[];
}

export interface Step {
  readonly after: string;
  readonly receiver?: string;
  readonly rota?: string;
}

export interface Policy {
  readonly name: string;
  readonly matchers: string;
  readonly steps: readonly Step[];
  readonly repeats: number;
}

export interface OnCall {
  readonly rotas: readonly Rota[];
  readonly policies: readonly Policy[];
}

const at = (name: string) => encodeURIComponent(name);

export const loadOnCall = () => callApi<OnCall>('alerting/on-call');

export const saveRota = (draft: RotaDraft) => send('/api/v1/alerting/rotas', draft);

export const removeRota = (name: string) => remove(`/api/v1/alerting/rotas/${at(name)}`);

export const takeOver = (rota: string, person: Person, from: string, to: string) =>
  send(`/api/v1/alerting/rotas/${at(rota)}/overrides`, { ...person, from, to });

export const savePolicy = (policy: Policy) => send('/api/v1/alerting/escalation-policies', policy);

export const removePolicy = (name: string) =>
  remove(`/api/v1/alerting/escalation-policies/${at(name)}`);
