import type { ServedSandbox } from '@ait-iap/sandbox/serve';
import type { Browser } from 'playwright-core';
import { readBundle } from '../bundle/read-bundle.js';
import type { EvidenceAdapter } from './adapter.js';
import type { BackendMap } from './backend-map.js';
import { type Evidence, type EvidenceRow, fail, type Seen } from './evidence.js';
import type { ReviewScenario, Scene } from './scenario.js';
import { CHECKLIST } from './scenarios/checklist.js';
import { REQUIRED } from './scenarios/required.js';
import { NotPossible } from './scenarios/steps.js';
import type { ShopPage } from './shop-page.js';
import { Stage } from './stage.js';

/** Options of {@link collectEvidence}. */
export interface EvidenceOptions {
  /** A running Chromium of playwright-core. */
  readonly browser: Browser;
  /** The sandbox that the backend uses, with its world in memory. Each scenario deletes the world. */
  readonly served: ServedSandbox;
  /** Which addresses in the bundle the local backend answers. */
  readonly backends: readonly BackendMap[];
  /** Finds things in the mini-app that are not found automatically. */
  readonly adapter?: EvidenceAdapter | undefined;
  /** The signed-in user, as your backend knows its users. @defaultValue `evidence-user` */
  readonly userKey?: string | undefined;
  /** Called after each row. */
  readonly onRow?: ((row: EvidenceRow) => void) | undefined;
}

/**
 * Plays the review's scenarios on the built bundle: its pages in Chromium, the sandbox as the Toss app, and your
 * backend. No money moves, and nothing leaves this machine. **It deletes the world of the given sandbox.**
 * @throws {BundleError} if the file cannot be read
 */
export async function collectEvidence(content: Uint8Array, options: EvidenceOptions): Promise<Evidence> {
  const bundle = await readBundle(content);
  const { browser, served, backends, adapter = {}, userKey = 'evidence-user' } = options;
  const stage = await Stage.open({ bundle, browser, served, backends, adapter, userKey });
  const rows: EvidenceRow[] = [];
  try {
    for (const scenario of [...REQUIRED, ...CHECKLIST]) {
      const row = await rowOf(scenario, stage);
      rows.push(row);
      options.onRow?.(row);
    }
  } finally {
    await stage.close();
  }
  const { appName, deploymentId, sha256 } = bundle;
  return { appName, deploymentId, sha256, rows, ok: rows.every(({ verdict }) => verdict !== 'fail') };
}

async function rowOf(scenario: ReviewScenario, stage: Stage): Promise<EvidenceRow> {
  stage.startAfresh();
  const shop = await stage.phone(
    scenario.appVersion === undefined ? {} : { appVersion: scenario.appVersion },
  );
  const { verdict, seen } = await played(scenario, stage, shop);
  return {
    id: scenario.id,
    title: scenario.title,
    verdict,
    seen,
    pictures: shop.pictures,
    timeline: timelineOf(stage),
  };
}

async function played(scenario: ReviewScenario, stage: Stage, shop: ShopPage): Promise<Seen> {
  try {
    await shop.open(stage.origin);
    const [product] = await stage.products();
    if (product === undefined) return fail('The sandbox sells nothing.', '샌드박스에 파는 상품이 없어요.');
    const scene: Scene = { stage, shop, product };
    return await scenario.play(scene);
  } catch (error) {
    if (error instanceof NotPossible) {
      await shop.picture({ ko: '멈춘 곳', en: 'Where it stopped' });
      return error.seen;
    }
    const message = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    return fail(`It could not be played: ${message}`, `진행하지 못했어요: ${message}`);
  }
}

/** The events of the world without times, so that two runs give the same text. */
function timelineOf({ sandbox }: Stage): readonly string[] {
  return [...sandbox.events()].flatMap((event) =>
    'orderId' in event ? [`${event.type}${'reason' in event ? ` ${String(event.reason)}` : ''}`] : [],
  );
}
