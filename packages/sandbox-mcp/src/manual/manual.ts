import { type OpenApiDocument, readManual } from '@ait-iap/sandbox/serve';
import type { SandboxLink } from '../connection/sandbox-connection.js';

/** A guide that can be read. */
export interface Guide {
  /** The file name without `.md`. */
  readonly name: string;
  readonly title: string;
}

/** The manual of a sandbox: the description of its control API, and its guides. */
export interface Manual {
  readonly controlApi: OpenApiDocument;
  /** `llms.txt`. */
  readonly overview: string;
  /** A guide as Markdown. `undefined` if there is none. */
  guide(name: string): Promise<string | undefined>;
}

/** Short, because without a running sandbox the start must not wait long, in milliseconds. */
const ANSWERS_WITHIN_MS = 2_000;

/** The manual of the running sandbox. If none runs, the manual of the installed version. */
export async function findManual(connection: SandboxLink): Promise<Manual> {
  const read = (path: string) =>
    connection.call({ method: 'GET', path, signal: AbortSignal.timeout(ANSWERS_WITHIN_MS) });
  try {
    const [controlApi, overview] = await Promise.all([read('/openapi.json'), read('/llms.txt')]);
    return {
      controlApi: JSON.parse(controlApi) as OpenApiDocument,
      overview,
      guide: (name) =>
        read(`/guides/${encodeURIComponent(name)}.md`).catch(() => installed(connection).guide(name)),
    };
  } catch {
    return installed(connection);
  }
}

function installed(connection: SandboxLink): Manual {
  const manual = readManual(connection.url());
  return { ...manual, guide: async (name) => manual.guide(name) };
}

/** The guides that `llms.txt` lists. */
export function guidesOf({ overview }: Manual): readonly Guide[] {
  const links = overview.matchAll(/^- \[(?<title>.+)\]\(\/guides\/(?<name>[\w-]+)\.md\)$/gm);
  return [...links].map(({ groups }) => ({ name: String(groups?.name), title: String(groups?.title) }));
}
