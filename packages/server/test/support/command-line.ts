import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createOrderId, type OrderId } from '@ait-iap/protocol';
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished } from 'vitest';
import { runCli } from '../../src/cli/run-cli.js';
import { createFulfillment } from '../../src/fulfillment/create-fulfillment.js';
import type { Fulfillment } from '../../src/fulfillment/fulfillment.js';
import type { LedgerHarness } from './ledger-harness.js';
import { ManualClock } from './manual-clock.js';
import { pgTool, postgresHarness } from './postgres-harness.js';
import { type PostgresServer, startPostgres } from './postgres-server.js';
import { ScriptedPartner } from './scripted-partner.js';
import { sqliteHarness } from './sqlite-harness.js';

/** Who buys, unless a test says otherwise. */
export const USER = '443731104';

/** A folder that goes with its test. */
export function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'ait-iap-'));
  onTestFinished(() => rmSync(path, { recursive: true }));
  return path;
}

/** The command line over one ledger, and the backend beside it. */
export class CommandLine {
  readonly partner = new ScriptedPartner();
  /** Ten in the morning in Korea. */
  readonly clock = new ManualClock(Date.UTC(2026, 10, 26, 1));
  readonly harness: LedgerHarness<unknown>;
  readonly fulfillment: Fulfillment;

  constructor(harness: LedgerHarness<unknown>) {
    const { store, addItem, removeItem } = harness;
    const { partner, clock } = this;
    this.harness = harness;
    this.fulfillment = createFulfillment({ partner, store, clock, onGrant: addItem, onRevoke: removeItem });
  }

  readonly run = async (...args: string[]) => {
    const out: string[] = [];
    const err: string[] = [];
    const code = await runCli([...args, '--database', this.harness.database], {
      environment: {},
      out: (line) => out.push(line),
      err: (line) => err.push(line),
    });
    return { code, out: out.join('\n'), err: err.join('\n') };
  };

  readonly json = async (...args: string[]) => JSON.parse((await this.run(...args, '--json')).out);

  readonly grant = async (userKey = USER, orderId = createOrderId()): Promise<OrderId> => {
    this.partner.say(orderId, {}, userKey);
    expect(await this.fulfillment.grant({ orderId, userKey })).toMatchObject({ outcome: 'granted' });
    return orderId;
  };

  readonly refund = async (orderId: OrderId) => {
    // Told only to the buyer, and to a question that names nobody.
    this.partner.say(orderId, { status: 'REFUNDED' }, USER);
    expect(await this.fulfillment.refresh({ orderId })).toMatchObject({ change: 'revoked' });
  };
}

/** Runs tests of the command line on SQLite and on PostgreSQL, each with a ledger of its own. */
export function onEachStore(title: string, tests: (commandLine: () => CommandLine) => void): void {
  let postgres: PostgresServer;
  beforeAll(async () => {
    postgres = await startPostgres();
  });
  afterAll(() => postgres.stop());
  const stores: Record<string, () => Promise<unknown>> = {
    SQLite: () => sqliteHarness(),
    PostgreSQL: () => postgresHarness(postgres, pgTool),
  };
  describe.each(Object.keys(stores))(`${title} on %s`, (name) => {
    let current: CommandLine;
    beforeEach(async () => {
      const harness = (await stores[name]?.()) as LedgerHarness<unknown>;
      current = new CommandLine(harness);
      return () => harness.close();
    });
    tests(() => current);
  });
}
