// Lets a child process run the TypeScript sources as the tests do: `node --experimental-transform-types --import ./run-sources.mjs file.ts`.
import { existsSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';

const packages = new URL('../../../', import.meta.url);

registerHooks({
  resolve(specifier, context, next) {
    const own = /^@ait-iap\/(\w+)(?:\/(.+))?$/.exec(specifier);
    if (own) return next(new URL(`${own[1]}/src/${own[2] ?? 'index'}.ts`, packages).href, context);
    if (specifier.startsWith('.') && specifier.endsWith('.js')) {
      const source = new URL(specifier.replace(/\.js$/, '.ts'), context.parentURL);
      if (existsSync(fileURLToPath(source))) return next(source.href, context);
    }
    return next(specifier, context);
  },
});
