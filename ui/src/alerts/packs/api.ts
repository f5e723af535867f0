import { callApi } from '../../data/http';
import { put, remove } from '../api';

interface PackRule {
  readonly name: string;
  readonly query: string;
  readonly labels: Readonly<Record<string, string>>;
  /** Seconds before it fires; recording rules have none. */
  readonly duration?: number;
}

/** Ready-made rules that belong together. */
export interface Pack {
  readonly name: string;
  readonly title: string;
  readonly about: string;
  readonly on: boolean;
  /** Whether metrics it asks for are here. */
  readonly applicable: boolean;
  readonly because: string;
  readonly rules: readonly PackRule[];
}

export const listPacks = () => callApi<{ packs: readonly Pack[] }>('rules/packs');

export const switchPack = ({ name }: Pack, on: boolean) =>
  (on ? put : remove)(`/api/v1/rules/packs/${encodeURIComponent(name)}`);
