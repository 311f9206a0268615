import { GuideFiles } from './guide-files.js';
import { knownEndpoints } from './known-endpoints.js';
import { describeControlApi } from './openapi/describe-control-api.js';
import type { OpenApiDocument } from './openapi/document.js';
import { packageVersion } from './package-file.js';

/** What a sandbox tells programs about itself. */
export interface SandboxManual {
  /** The control API, as `GET /openapi.json` describes it. */
  readonly controlApi: OpenApiDocument;
  /** What is read first, as `GET /llms.txt` has it. */
  readonly overview: string;
  /** A guide as Markdown, by its name without `.md`; undefined if there is none. */
  guide(name: string): string | undefined;
}

/**
 * The manual of this version, also while no sandbox runs.
 *
 * @param url - origin of a sandbox that the description names
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
