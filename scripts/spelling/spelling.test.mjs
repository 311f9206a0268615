import ts from 'typescript';
import { expect, test } from 'vitest';
import { defaultsInWords } from './defaults.mjs';
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
