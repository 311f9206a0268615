// The few names of the web platform that the world, the host and the partner API use. All of them exist in browsers and
// in Node, so that this half of the package compiles without DOM and Node types. See tsconfig.json beside this file.

interface AbortSignal {
  readonly aborted: boolean;
  readonly reason: unknown;
  addEventListener(type: 'abort', listener: () => void): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

declare class AbortController {
  readonly signal: AbortSignal;
  abort(reason?: unknown): void;
}

declare class TextEncoder {
  encode(text: string): Uint8Array;
}

declare class TextDecoder {
  decode(bytes?: Uint8Array, options?: { readonly stream?: boolean }): string;
}

declare class URL {
  constructor(url: string);
  readonly hostname: string;
  readonly pathname: string;
}

interface Headers {
  get(name: string): string | null;
}

interface BodyReader {
  read(): Promise<
    { readonly done: false; readonly value: Uint8Array } | { readonly done: true; readonly value?: undefined }
  >;
  cancel(): Promise<void>;
}

interface Request {
  readonly body: { getReader(): BodyReader } | null;
  readonly url: string;
  readonly method: string;
  readonly headers: Headers;
  text(): Promise<string>;
}

declare class Response {
  constructor(body?: string | null, init?: { status?: number; headers?: Record<string, string> });
  readonly status: number;
}
