import { createHash, randomBytes } from 'node:crypto';
import { consoleRule } from '../../errors/console-rule-error.js';
import type { World } from '../../world/world.js';

/** The record kind of keys. The id is the name of the key. */
const KIND = 'deploy-key';
const KEY_BYTES = 24;

/** A key that allows the official command line to deploy. Only a hash of it is stored. */
export interface DeployKey {
  readonly name: string;
  /** Epoch milliseconds of the sandbox clock. */
  readonly issuedAt: number;
}

interface StoredKey {
  readonly sha256: string;
  readonly issuedAt: number;
}

/** The active keys, by name. */
export function deployKeys(world: World): readonly DeployKey[] {
  return world.store
    .records(KIND)
    .map(({ id, value }) => ({ name: id, issuedAt: (value as StoredKey).issuedAt }));
}

/** Creates a key. @returns its text, which is shown only once @throws ConsoleRuleError if the name is taken */
export function issueDeployKey(world: World, name: string): DeployKey & { readonly key: string } {
  if (world.store.record(KIND, name) !== undefined)
    throw consoleRule('issue the key', 'name', 'It is taken.', '이미 있는 이름이에요.');
  const key = `ait-sandbox-${randomBytes(KEY_BYTES).toString('base64url')}`;
  const value: StoredKey = { sha256: sha256(key), issuedAt: world.clock.now() };
  world.record({ type: 'RecordChanged', kind: KIND, id: name, value });
  return { name, issuedAt: value.issuedAt, key };
}

/** Revokes a key. @throws ConsoleRuleError if there is none of this name */
export function revokeDeployKey(world: World, name: string): void {
  if (world.store.record(KIND, name) === undefined)
    throw consoleRule('revoke the key', 'name', 'There is none.', '그런 키가 없어요.');
  world.record({ type: 'RecordChanged', kind: KIND, id: name });
}

/**
 * Finds the name of a presented key. `undefined` if it is not valid. Keys are compared by hash, so the time reveals
 * nothing.
 */
export function nameOfDeployKey(world: World, key: string): string | undefined {
  const shown = sha256(key);
  return world.store.records(KIND).find(({ value }) => (value as StoredKey).sha256 === shown)?.id;
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
