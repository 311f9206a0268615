import { expect, test } from 'vitest';
import { commonJsTypes } from './commonjs-types.mjs';

test('the types of a CommonJS build point at one another', () => {
  expect(commonJsTypes("export { Clock } from './clock/clock.js';\nimport './chunk.js';")).toBe(
    "export { Clock } from './clock/clock.cjs';\nimport './chunk.cjs';",
  );
});

test('a package without a CommonJS build is imported as an ES module', () => {
  expect(commonJsTypes("import { Kysely, Transaction as T } from 'kysely';")).toBe(
    "import type { Kysely, Transaction as T } from 'kysely' with { 'resolution-mode': 'import' };",
  );
});

test('an import without names is left out when TypeScript could not read it', () => {
  expect(commonJsTypes("import 'kysely';\nimport 'pg';\n")).toBe("import 'pg';\n");
});

test('a package with both builds stays as it is, and so do words in comments', () => {
  const text = "/** see ./pg-boss and from './x' */\nimport { Pool } from 'pg';";
  expect(commonJsTypes(text)).toBe(text);
});
