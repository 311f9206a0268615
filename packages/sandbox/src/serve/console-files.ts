import { existsSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { packageFolder } from './package-file.js';

/** One file of the console. */
export interface ConsoleFile {
  readonly body: Uint8Array<ArrayBuffer>;
  readonly type: string;
}

/** The files that the build of the console writes. Other files in the folder are never sent. */
const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

const LANGUAGES = ['ko', 'en'] as const;

/** The page in a checkout in which the console was not built yet. */
const NOT_BUILT = `<!doctype html><html lang="ko"><meta charset="utf-8"><title>샌드박스</title>
<p>샌드박스예요. 실제 토스 앱, 스토어, 결제가 아니에요. (Sandbox: not the real store, no real money.)</p>
<p>콘솔이 아직 빌드되지 않았어요. <code>npm run build</code>를 실행해 주세요.
(The console is not built yet: run <code>npm run build</code>.) <a href="/api">/api</a></p></html>`;

/** The console's files in `dist/console`. Each is read once. */
export class ConsoleFiles {
  readonly #folder = join(packageFolder(), 'dist', 'console');
  readonly #read = new Map<string, ConsoleFile | undefined>();

  /** The page, in the language that the browser prefers, Korean or English. Korean if it asks for neither. */
  page(acceptLanguage: string | undefined): string {
    const path = join(this.#folder, 'index.html');
    if (!existsSync(path)) return NOT_BUILT;
    const language = preferred(acceptLanguage);
    return readFileSync(path, 'utf8').replace('<html lang="ko">', `<html lang="${language}">`);
  }

  /** A script, a style or a picture, by its name in the build. */
  asset(name: string): ConsoleFile | undefined {
    if (!/^[\w.-]+$/.test(name)) return undefined;
    if (!this.#read.has(name)) this.#read.set(name, this.#load(name));
    return this.#read.get(name);
  }

  #load(name: string): ConsoleFile | undefined {
    const type = TYPES[extname(name)];
    const path = join(this.#folder, 'assets', name);
    return type !== undefined && existsSync(path)
      ? { body: new Uint8Array(readFileSync(path)), type }
      : undefined;
  }
}

/** `en-GB,en;q=0.9,ko;q=0.8` → `en`. */
function preferred(header = ''): (typeof LANGUAGES)[number] {
  const asked = header
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
      const weight = parameters.find((parameter) => parameter.trim().startsWith('q='));
      return { language: tag.split('-')[0], weight: weight === undefined ? 1 : Number(weight.split('=')[1]) };
    })
    .sort((one, other) => other.weight - one.weight);
  for (const { language, weight } of asked) {
    const known = LANGUAGES.find((each) => each === language);
    if (known !== undefined && weight > 0) return known;
  }
  return 'ko';
}
