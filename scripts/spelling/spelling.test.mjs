import ts from 'typescript';
import { expect, test } from 'vitest';
import { defaultsInWords } from './defaults.mjs';
import { docstrings } from './docstrings.mjs';
import { namesOfTwoFiles } from './exported-names.mjs';
import { privateMembers } from './members.mjs';
import { optionalMembers } from './optional-members.mjs';
import { valuesInSeveralWays } from './values.mjs';

const sentences = (rule, text) =>
  rule(ts.createSourceFile('planted.ts', text, ts.ScriptTarget.ES2022, true)).map(({ sentence }) => sentence);

test.each([
  [privateMembers, 'class Desk { private readonly notes = 1; }', 'private notes is written #notes'],
  [privateMembers, 'class Desk { constructor(private notes: Notes) {} }', 'private notes is written #notes'],
  [
    defaultsInWords,
    'interface A {\n /** How long. @default 5 */ a?: number }',
    '@defaultValue, not "@default"',
  ],
  [
    defaultsInWords,
    'interface A {\n /** How long. Default: 5. */ a?: number }',
    '@defaultValue, not "Default:"',
  ],
  [
    defaultsInWords,
    'interface A {\n /** How long, 5 by default. */ a?: number }',
    '@defaultValue, not "by default"',
  ],
  [docstrings, 'export const buy = 1;', 'buy has a docstring, because it is exported'],
  [docstrings, '/** Buys. */ export interface BuyOptions { a?: number }', 'a caller may leave it out'],
  [
    docstrings,
    '/** Paid. */ export interface Receipt { paidAt: number }',
    'paidAt says that it is in milliseconds',
  ],
  [optionalMembers, 'interface BuyOptions { a?: number }', 'a also allows undefined'],
  [optionalMembers, 'interface Receipt { a?: number; b?: string | undefined }', 'a also allows undefined'],
  [
    valuesInSeveralWays,
    "type State = 'not_owned' | 'not-asked'",
    'small letters with _ and in small letters with -',
  ],
  [valuesInSeveralWays, "const STATES = ['PAID', 'takenBack'] as const", 'capitals and in a name of code'],
])('%o complains of %s', (rule, text, sentence) => {
  expect(sentences(rule, text)).toEqual([expect.stringContaining(sentence)]);
});

test.each([
  [privateMembers, 'class Desk { #notes = 1; private constructor() {} protected open() {} }'],
  [defaultsInWords, 'interface A {\n /** How long. @defaultValue 5 */ a?: number }'],
  [defaultsInWords, 'interface A {\n /** The default of all of them. */ a: number }'],
  [
    optionalMembers,
    'interface BuyOptions { a?: number | undefined; b?: (() => void) | undefined; c?: unknown }',
  ],
  [optionalMembers, 'interface Receipt { a?: number; b?: string; c?: unknown }'],
  [valuesInSeveralWays, "type State = 'owned' | 'not_owned'"],
  [valuesInSeveralWays, "type Field = 'orderId' | 'sku'"],
])('%o accepts %s', (rule, text) => {
  expect(sentences(rule, text)).toEqual([]);
});

const files = (texts) =>
  Object.entries(texts).map(([name, text]) => ts.createSourceFile(name, text, ts.ScriptTarget.ES2022, true));
const about = (name, sentences) => sentences.filter((sentence) => sentence.startsWith(`${name} `));

test('a name that two files export is reported with both files', () => {
  const wrong = namesOfTwoFiles(files({ 'a.ts': 'export const lane = 1;', 'b.ts': 'export type lane = 2;' }));
  expect(about('lane', wrong)).toEqual(['lane is exported by a.ts and b.ts']);
});

test('a name that a file only passes on, or does not export, does not count', () => {
  const wrong = namesOfTwoFiles(
    files({
      'a.ts': 'export const lane = 1;',
      'b.ts': "export { lane } from './a.js'; const other = 1;",
      'c.ts': 'const other = 2;',
    }),
  );
  expect([...about('lane', wrong), ...about('other', wrong)]).toEqual([]);
});

test('a reason that is no longer needed has to be removed', () => {
  expect(about('IAP', namesOfTwoFiles(files({ 'a.ts': 'export const IAP = 1;' })))).toHaveLength(1);
});
