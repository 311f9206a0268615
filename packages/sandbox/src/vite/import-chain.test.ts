import { describe, expect, it } from 'vitest';
import { chainOfImports, type ModuleNode } from './import-chain.js';

/** `importers` by module; the entry is the one that nobody imports. */
function graph(importers: Readonly<Record<string, readonly string[]>>, dynamic: readonly string[] = []) {
  return (id: string): ModuleNode | null => {
    const from = importers[id];
    if (from === undefined) return null;
    const isDynamic = (name: string) => dynamic.includes(`${name} ${id}`);
    return {
      isEntry: from.length === 0,
      importers: from.filter((name) => !isDynamic(name)),
      dynamicImporters: from.filter(isDynamic),
    };
  };
}

const isForeign = (id: string) => id.startsWith('sandbox/');

describe('the chain of imports', () => {
  it('leads from an entry to the first foreign module', () => {
    const modules = {
      main: [],
      shop: ['main'],
      debug: ['shop'],
      'sandbox/auto': ['debug'],
      'sandbox/chunk': ['sandbox/auto'],
    };
    expect(chainOfImports(graph(modules), 'sandbox/chunk', isForeign)).toEqual([
      ...['main', 'shop', 'debug', 'sandbox/auto'],
    ]);
  });

  it('is the shortest of several, dynamic imports included', () => {
    const modules = { main: [], a: ['main'], b: ['a'], 'sandbox/auto': ['b', 'main'] };
    expect(chainOfImports(graph(modules, ['main sandbox/auto']), 'sandbox/auto', isForeign)).toEqual([
      ...['main', 'sandbox/auto'],
    ]);
  });

  it('ends in a circle of imports, and at an unknown module', () => {
    const circle = { 'sandbox/auto': ['a'], a: ['b'], b: ['a', 'gone'] };
    expect(chainOfImports(graph(circle), 'sandbox/auto', isForeign)).toEqual(['sandbox/auto']);
  });
});
