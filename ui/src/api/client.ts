// Calls to the one API. Answers are typed by schema.ts; anything but success is thrown as an ApiFailure.
import { send } from "@/platform";
import { asOf } from "./as-of";
import type { Code, Failure } from "./schema";

/** What went wrong, as data. Its sentence is `failureText(failure)`; nobody matches on text. */
export class ApiFailure extends Error {
  readonly code: Code;
  readonly key: string;
  readonly params: Record<string, unknown>;
  readonly field: string | undefined;
  readonly hint: string | undefined;

  constructor(failure: Pick<Failure, "code" | "key"> & Partial<Failure>) {
    super(`${failure.code} ${failure.key}`);
    this.code = failure.code;
    this.key = failure.key;
    this.params = failure.params ?? {};
    this.field = failure.field;
    this.hint = failure.hint;
  }
}

/** Any thrown thing as a failure with words. Aborted calls are not failures: check `isAborted` first. */
export function asFailure(error: unknown): ApiFailure {
  if (error instanceof ApiFailure) return error;
  return new ApiFailure({ code: "bug", key: "bug", params: { what: error instanceof Error ? error.message : "" } });
}

export const isAborted = (error: unknown): boolean => error instanceof DOMException && error.name === "AbortError";

export type Params = Record<string, string | number | boolean | null | undefined>;

function withQuery(path: string, params?: object): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries((params ?? {}) as Params))
    if (value !== undefined && value !== null && value !== "" && value !== false) query.set(name, String(value));
  const text = query.toString();
  return text ? `${path}?${text}` : path;
}

async function failureOf(response: Response): Promise<ApiFailure> {
  // What the core says of a missing token is for programs; a page that had one is told what to do.
  if (response.status === 401) return new ApiFailure({ code: "refused", key: "session_expired" });
  const problem = (await response.json().catch(() => null)) as Partial<Failure> | null;
  if (problem?.code && problem.key) return new ApiFailure(problem as Failure);
  return new ApiFailure({ code: "bug", key: "bug", params: { what: `HTTP ${response.status}` } });
}

async function call(
  method: "GET" | "POST" | "PATCH" | "PUT" | "DELETE",
  path: string,
  body?: unknown,
  signal?: AbortSignal,
  at: number | null = asOf(),
): Promise<Response> {
  let response: Response;
  try {
    response = await send({
      method,
      path,
      body,
      ...(signal ? { signal } : {}),
      ...(at === null ? {} : { headers: { "Relance-As-Of": String(at) } }),
    });
  } catch (error) {
    if (isAborted(error)) throw error;
    throw new ApiFailure({ code: "offline", key: "core_unreachable" });
  }
  if (!response.ok) throw await failureOf(response);
  return response;
}

async function json<T>(response: Response): Promise<T> {
  return (response.status === 204 ? undefined : await response.json()) as T;
}

/** GET with query parameters; blank ones are left out. */
export const get = async <T>(path: string, params?: object, signal?: AbortSignal): Promise<T> =>
  json<T>(await call("GET", withQuery(path, params), undefined, signal));

/** GET at a date that is not the one on screen. */
export const getAt = async <T>(at: number, path: string, signal?: AbortSignal): Promise<T> =>
  json<T>(await call("GET", path, undefined, signal, at));

/** POST to today's base, whatever date is on screen. */
export const postToday = async <T>(path: string, body: unknown): Promise<T> =>
  json<T>(await call("POST", path, body, undefined, null));

export const post = async <T>(path: string, body: unknown = {}, signal?: AbortSignal): Promise<T> =>
  json<T>(await call("POST", path, body, signal));

export const patch = async <T>(path: string, body: unknown): Promise<T> => json<T>(await call("PATCH", path, body));

export const put = async <T>(path: string, body: unknown): Promise<T> => json<T>(await call("PUT", path, body));

export const del = async <T>(path: string, params?: object): Promise<T> =>
  json<T>(await call("DELETE", withQuery(path, params)));

/** One file as multipart/form-data, field `file`, after the other fields. */
export function upload<T>(path: string, file: File, fields: Record<string, string> = {}): Promise<T> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append("file", file, file.name);
  return call("POST", path, form).then((r) => json<T>(r));
}

/** The bytes of one file as they are. */
export const postBytes = async <T>(path: string, bytes: Blob): Promise<T> => json<T>(await call("POST", path, bytes));
/** Many files as multipart/form-data, in the order of what the part `request` says of them. */
export function uploadMany<T>(path: string, request: unknown, files: readonly File[]): Promise<T> {
  const form = new FormData();
  form.append("request", JSON.stringify(request));
  for (const file of files) form.append("file", file, file.name);
  return call("POST", path, form).then((r) => json<T>(r));
}

/** A file as the answer: its bytes, for `download`. */
export const blob = async (method: "GET" | "POST", path: string, body?: unknown): Promise<Blob> =>
  (await call(method, path, body)).blob();
