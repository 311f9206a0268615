import { join } from 'node:path';
import type { Dice } from '../../packages/server/test/stories/dice.js';
import { BackendProcess } from './processes/backend.js';
import { CuttingProxy } from './processes/cutting-proxy.js';
import type { ChapterDatabase } from './processes/database.js';
import { type Pace, PacedClock } from './processes/paced-clock.js';
import type { PostgresServer } from './processes/postgres-database.js';
import { SandboxProcess } from './processes/sandbox.js';
import { sqliteDatabase } from './processes/sqlite-database.js';

const MINUTE = 60_000;

/** How likely callbacks throw. */
const THROWS = 0.02;

/** What a stage is built from. */
export interface StageOptions {
  readonly dice: Dice;
  readonly folder: string;
  readonly pace: Pace;
  readonly backends: number;
  /** The path of the code of a backend. */
  readonly program: string;
  /** SQLite without it. */
  readonly postgres: PostgresServer | undefined;
  readonly name: string;
}

/** The processes of one chapter and the networks between them. */
export class Stage {
  readonly clock: PacedClock;
  readonly networks: CuttingProxy[] = [];
  sandbox!: SandboxProcess;
  database!: ChapterDatabase;
  readonly backends: BackendProcess[] = [];
  /** The network of the pages to the sandbox. */
  pages!: CuttingProxy;

  private constructor(private readonly options: StageOptions) {
    this.clock = new PacedClock(options.pace);
  }

  static async build(options: StageOptions): Promise<Stage> {
    const stage = new Stage(options);
    const { dice, folder, postgres, name, pace } = options;
    stage.pages = await stage.#network('pages');
    const partner = await stage.#network('partner');
    stage.sandbox = new SandboxProcess(
      join(folder, 'sandbox'),
      { pages: stage.pages, partner },
      `${dice.seed} ${name}`,
    );
    const toDatabase = await stage.#network('database');
    [stage.database] = await Promise.all([
      postgres === undefined ? sqliteDatabase(folder) : postgres.newDatabase(name, toDatabase),
      stage.sandbox.child.start(),
    ]);
    for (let number = 1; number <= options.backends; number += 1)
      stage.backends.push(await stage.#backend(number, partner));
    await Promise.all(stage.backends.map(({ child }) => child.start()));
    await stage.sandbox.api('PUT', '/clock', { rate: pace.times });
    return stage;
  }

  async #network(name: string): Promise<CuttingProxy> {
    const network = await new CuttingProxy(this.options.dice.fork(`network ${name}`)).listen();
    this.networks.push(network);
    return network;
  }

  async #backend(number: number, partner: CuttingProxy): Promise<BackendProcess> {
    const { dice, pace, program } = this.options;
    const moods = dice.fork(`clock of backend ${number}`);
    return new BackendProcess(program, await this.#network(`backend ${number}`), () => ({
      database: this.database.address,
      partnerUrl: `https://127.0.0.1:${partner.port}`,
      certificates: this.sandbox.certificates,
      pace,
      wrongBy: moods.between(-10 * MINUTE, 10 * MINUTE),
      throws: THROWS,
    }));
  }

  get children() {
    return [this.sandbox, ...this.backends].map(({ child }) => child);
  }

  async close(): Promise<void> {
    await Promise.all(this.children.map((child) => child.kill()));
    await Promise.all(this.networks.map((network) => network.close()));
    await this.database.close();
  }
}
