import { GuideFiles } from './guide-files.js';
import { knownEndpoints } from './known-endpoints.js';
import { describeControlApi } from './openapi/describe-control-api.js';
import type { OpenApiDocument } from './openapi/document.js';
import { packageVersion } from './package-file.js';

/** The manual of a sandbox for programs. */
export interface SandboxManual {
  /** The control API, as `GET /openapi.json` describes it. */
  readonly controlApi: OpenApiDocument;
  /** The first text to read, as in `GET /llms.txt`. */
  readonly overview: string;
  /** A guide as Markdown, by its name without `.md`. `undefined` if there is none. */
  guide(name: string): string | undefined;
}

/**
 * The manual of this version, even if no sandbox runs.
 *
 * @param url - the origin of a sandbox, for the description
 */
export function readManual(url: string): SandboxManual {
  const version = packageVersion();
  const guides = new GuideFiles();
  return {
    controlApi: describeControlApi([...knownEndpoints().values()], { version, url: `${url}/api` }),
    overview: guides.index(version),
    guide: (name) => guides.read(name),
  };
}
