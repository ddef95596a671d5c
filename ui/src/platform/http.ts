// Same-origin HTTP in both hosts: the window serves the page and the API by its own protocol, the browser by 127.0.0.1.

export interface HttpRequest {
  method: "GET" | "POST" | "PATCH" | "PUT" | "DELETE";
  path: string;
  body?: unknown;
  signal?: AbortSignal;
  headers?: Record<string, string>;
}

export function send({ method, path, body, signal, headers: more }: HttpRequest): Promise<Response> {
  const asIs = body instanceof FormData || body instanceof Blob;
  const headers: Record<string, string> = { Accept: "application/json", ...more };
  if (body instanceof Blob) headers["Content-Type"] = body.type || "application/octet-stream";
  else if (body !== undefined && !asIs) headers["Content-Type"] = "application/json";
  return fetch(`/api/v1${path}`, {
    method,
    headers,
    signal: signal ?? null,
    credentials: "same-origin",
    body: body === undefined ? null : asIs ? body : JSON.stringify(body),
  });
}

/** Hands a same-origin answer to the browser as a file. */
export function download(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.hidden = true;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 30_000);
}
