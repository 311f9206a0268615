import {
  type AnyNode,
  type CallExpression,
  type NewExpression,
  type Program,
  parse,
  type TemplateLiteral,
} from 'acorn';
import { full } from 'acorn-walk';
import { isScript, type OwnFiles } from '../bundle/bundle.js';
import type { AskedAddress, Place, ScriptFacts, TextInScript } from './script-facts.js';

const ASKING = new Set(['fetch', 'WebSocket', 'EventSource']);
const ADDRESS_OPTIONS = new Set(['url', 'baseURL', 'baseUrl', 'prefixUrl', 'endpoint']);

/** Reads all own scripts of the mini-app, including those inside its HTML pages. */
export function readScripts(files: OwnFiles): ScriptFacts {
  const facts = {
    calls: new Map<string, Place>(),
    switchedOn: new Set<string>(),
    sendsCredentials: false,
    texts: [] as TextInScript[],
    addresses: [] as AskedAddress[],
    unread: [] as string[],
  };
  for (const { file, code } of scriptsOf(files)) {
    const program = parsed(code);
    if (program === undefined) facts.unread.push(file);
    else full(program, (node) => note(node as AnyNode, file, facts));
  }
  return facts;
}

function* scriptsOf(files: OwnFiles): Generator<{ file: string; code: string }> {
  const decoder = new TextDecoder();
  for (const [file, content] of files) {
    if (isScript(file)) yield { file, code: decoder.decode(content) };
    if (!/\.html?$/.test(file)) continue;
    for (const [, attributes = '', code = ''] of decoder
      .decode(content)
      .matchAll(/<script\b([^>]*)>([\s\S]*?)<\/script>/gi)) {
      if (!/\bsrc\s*=|type\s*=\s*["']?(application|importmap|speculationrules)/i.test(attributes))
        yield { file, code };
    }
  }
}

function parsed(code: string): Program | undefined {
  for (const sourceType of ['module', 'script'] as const) {
    try {
      return parse(code, { ecmaVersion: 'latest', sourceType, locations: true, allowHashBang: true });
    } catch {
      // Tried as the other kind of script. If that fails too, it is listed in `unread`.
    }
  }
  return undefined;
}

interface Notes {
  readonly calls: Map<string, Place>;
  readonly switchedOn: Set<string>;
  sendsCredentials: boolean;
  readonly texts: TextInScript[];
  readonly addresses: AskedAddress[];
}

function note(node: AnyNode, file: string, notes: Notes): void {
  const place = { file, line: node.loc?.start.line ?? 1 };
  const called = (name: string | undefined) => {
    if (name !== undefined && !notes.calls.has(name)) notes.calls.set(name, place);
  };
  const asked = (address: string | undefined) => {
    if (address !== undefined && /^(https?|wss?):\/\//.test(address))
      notes.addresses.push({ ...place, address });
  };
  switch (node.type) {
    case 'Literal':
      if (typeof node.value === 'string' && node.value !== '')
        notes.texts.push({ ...place, text: node.value });
      break;
    case 'TemplateLiteral':
      notes.texts.push({ ...place, text: withoutValues(node) });
      break;
    case 'CallExpression':
    case 'NewExpression':
      called(nameOf(node.callee));
      if (ASKING.has(nameOf(node.callee) ?? '')) asked(addressIn(node));
      break;
    case 'ObjectPattern':
      for (const property of node.properties) if (property.type === 'Property') called(nameOf(property.key));
      break;
    case 'AssignmentExpression':
      if (isCredentials(nameOf(node.left), node.right)) notes.sendsCredentials = true;
      break;
    case 'Property': {
      const name = nameOf(node.key);
      if (name === undefined) break;
      if (isTrue(node.value)) notes.switchedOn.add(name);
      if (isCredentials(name, node.value)) notes.sendsCredentials = true;
      if (ADDRESS_OPTIONS.has(name)) asked(textOf(node.value));
      break;
    }
  }
}

/** Whether an option of `fetch`, of axios or of an XMLHttpRequest asks for cookies to be sent. */
function isCredentials(name: string | undefined, value: AnyNode): boolean {
  return name === 'withCredentials' ? isTrue(value) : name === 'credentials' && textOf(value) === 'include';
}

/**
 * The text of a template literal, with a space for each value, so that the texts around a value are not read as one
 * number.
 */
const withoutValues = ({ quasis }: TemplateLiteral) =>
  quasis.map(({ value }) => value.cooked ?? '').join(' ');

function nameOf(node: AnyNode): string | undefined {
  if (node.type === 'Identifier') return node.name;
  if (node.type === 'Literal' && typeof node.value === 'string') return node.value;
  if (node.type === 'ChainExpression') return nameOf(node.expression);
  if (node.type === 'MemberExpression') return nameOf(node.property);
  return undefined;
}

function textOf(node: AnyNode): string | undefined {
  if (node.type === 'Literal' && typeof node.value === 'string') return node.value;
  if (node.type === 'TemplateLiteral') return node.quasis[0]?.value.cooked ?? undefined;
  return undefined;
}

function addressIn({ arguments: [first] }: CallExpression | NewExpression): string | undefined {
  return first === undefined || first.type === 'SpreadElement' ? undefined : textOf(first);
}

/** `true`, or the `!0` that minifiers make of it. */
function isTrue(node: AnyNode): boolean {
  if (node.type === 'Literal') return node.value === true;
  return (
    node.type === 'UnaryExpression' &&
    node.operator === '!' &&
    node.argument.type === 'Literal' &&
    node.argument.value === 0
  );
}
