/** A request that the server refused; the message says why and often where. */
export class ApiError extends Error {
  /** HTTP status; 0 where no answer came at all. */
  readonly status: number;
  /** The answer as it came, for refusals that carry more than words. */
  readonly answer: unknown;

  constructor(message: string, status = 0, answer: unknown = null) {
    super(message);
    this.status = status;
    this.answer = answer;
  }
}

interface Envelope {
  readonly status?: string;
  readonly data?: unknown;
  readonly error?: string;
}

/** Asks a path of the query API; a body makes it a POST. */
export async function callApi<T>(
  path: string,
  body?: URLSearchParams,
  signal?: AbortSignal,
): Promise<T> {
  const init = body ? { method: 'POST', body, signal } : { signal };
  const { response, json } = await exchange(`/api/v1/${path}`, init);
  const answer = json as Envelope | null;
  if (answer?.status !== 'success')
    throw new ApiError(answer?.error ?? `The server answered ${response.status}.`, response.status);
  return answer.data as T;
}

/** Sends a request and reads the JSON that comes back, if any. */
export async function exchange(
  address: string,
  init: RequestInit,
): Promise<{ response: Response; json: unknown }> {
  let response: Response;
  try {
    response = await fetch(address, init);
  } catch (error) {
    if ((error as Error).name === 'AbortError') throw error;
    throw new ApiError('The server does not answer. Check that it runs, then try again.');
  }
  return { response, json: await response.json().catch(() => null) };
}
