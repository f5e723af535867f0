import { callApi } from '../../data/http';
import { remove, send } from '../api';
import type { TestResult } from './api';

/** What a kind of channel has to know. */
export interface ChannelField {
  readonly key: string;
  readonly title: string;
  readonly example: string;
  readonly secret: boolean;
  readonly required: boolean;
}

export interface ChannelKind {
  readonly kind: string;
  readonly title: string;
  /** Where its settings are found. */
  readonly about: string;
  readonly fields: readonly ChannelField[];
}

/** What a form says of a channel; a secret that is missing stays as it was. */
export interface ChannelDraft {
  readonly name: string;
  readonly kind: string;
  readonly settings: Readonly<Record<string, string>>;
  /** Which alerts it is told of; empty for all. */
  readonly matchers: string;
  readonly tellsEnd: boolean;
}

/** A channel that was added here. */
export interface SavedChannel extends ChannelDraft {
  /** Of its kind. */
  readonly title: string;
  /** Keys of the secrets that are there; they are never shown. */
  readonly secrets: readonly string[];
  readonly author: string;
  readonly savedAt: number;
  /** Why it is not used, if it is not. */
  readonly problem?: string;
}

export interface SavedChannels {
  readonly channels: readonly SavedChannel[];
  readonly kinds: readonly ChannelKind[];
}

const PATH = 'alerting/saved-channels';

export const listSavedChannels = () => callApi<SavedChannels>(PATH);

export const saveChannel = (draft: ChannelDraft, author: string) =>
  send(addressOf(draft.name), { ...draft, author }, 'PUT');

/** Sends a marked test over a channel as the form has it, and waits for the answer. */
export const testDraft = (draft: ChannelDraft) => send<TestResult>(`/api/v1/${PATH}/test`, draft);

export const removeChannel = (name: string) => remove(addressOf(name));

const addressOf = (name: string) => `/api/v1/${PATH}/${encodeURIComponent(name)}`;

/** How its state is listed. */
export const listedName = ({ name, kind }: SavedChannel) => `${name}/${kind}[0]`;
