import { type OpenApiDocument, readManual } from '@ait-iap/sandbox/serve';
import type { SandboxLink } from '../connection/sandbox-connection.js';

/** A guide that can be read. */
export interface Guide {
  /** Its file without `.md`. */
  readonly name: string;
  readonly title: string;
}

/** What a sandbox says about itself: what it can be asked, and its guides. */
export interface Manual {
  readonly controlApi: OpenApiDocument;
  /** `llms.txt`. */
  readonly overview: string;
  /** As Markdown; undefined if there is no such guide. */
  guide(name: string): Promise<string | undefined>;
}

/** Who starts while nothing runs must not wait long to hear so. */
const ANSWERS_WITHIN_MS = 2_000;

/** The manual of the sandbox that runs; of the version that is installed here, if none does. */
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
