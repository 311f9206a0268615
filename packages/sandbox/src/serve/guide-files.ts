import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageFolder } from './package-file.js';

/** The guides of this version. The build puts them beside the code, so that nothing has to be looked up on the web. */
export class GuideFiles {
  readonly #folder = join(packageFolder(), 'dist', 'guides');

  /** A guide as Markdown, by its name without `.md`. */
  read(name: string): string | undefined {
    if (!/^[\w-]+$/.test(name)) return undefined;
    const path = join(this.#folder, `${name}.md`);
    return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
  }

  /** `/llms.txt`: says what this server is, and where a program finds the rest. */
  index(version: string): string {
    const guides = this.#names().map((name) => `- [${this.#titleOf(name)}](/guides/${name}.md)`);
    return [
      `# ait-iap sandbox ${version}`,
      '',
      '> A Toss app, an app store, a console and the partner API of Apps in Toss in-app purchase, on this machine. No real money.',
      '',
      'Everything that a person can do here, a program can do over HTTP. `GET /api` lists all commands in one line each.',
      '`GET /api/stream` tells what happens, as server-sent events. `npx ait-iap-sandbox --help` lists the same as commands.',
      '',
      '## API',
      '',
      '- [Control API, OpenAPI 3.1](/openapi.json)',
      '- [Partner API, OpenAPI 3.1](/openapi/partner.json): over mutual TLS, on a port of its own',
      '- [Commands](/api)',
      ...(guides.length === 0 ? [] : ['', '## Guides', '', ...guides]),
      '',
    ].join('\n');
  }

  #names(): readonly string[] {
    if (!existsSync(this.#folder)) return [];
    const files = readdirSync(this.#folder).filter((name) => name.endsWith('.md'));
    return files.map((name) => name.slice(0, -'.md'.length)).sort();
  }

  #titleOf(name: string): string {
    return /^# (.+)$/m.exec(this.read(name) ?? '')?.[1] ?? name;
  }
}
