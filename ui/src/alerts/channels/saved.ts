import { ApiError, callApi, exchange } from '../../data/http';
import { remove, wordsOf } from '../api';
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
  asked(`${PATH}/${encodeURIComponent(draft.name)}`, 'PUT', { ...draft, author });

/** Sends a marked test over a channel as the form has it, and waits for the answer. */
export const testDraft = async (draft: ChannelDraft) =>
  (await asked(`${PATH}/test`, 'POST', draft)) as TestResult;

export const removeChannel = (name: string) =>
  remove(`/api/v1/${PATH}/${encodeURIComponent(name)}`);

/** How its state is listed. */
export const listedName = ({ name, kind }: SavedChannel) => `${name}/${kind}[0]`;

async function asked(path: string, method: string, body: unknown): Promise<unknown> {
  const { response, json } = await exchange(`/api/v1/${path}`, {
    method,
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new ApiError(wordsOf(json, response), response.status);
  return (json as { data: unknown }).data;
}
