import { PortInUseError } from '../errors/port-in-use-error.js';
import { SandboxError } from '../errors/sandbox-error.js';
import type { ServedSandbox } from '../serve/serve-options.js';

/** Where a sandbox is or should be. */
export interface SandboxPlace {
  readonly port: number;
  readonly partnerPort: number;
  readonly dir: string;
}

/** A sandbox that a development server uses. */
export interface UsedSandbox {
  readonly pageUrl: string;
  /** Whether this process started it. */
  readonly isOurs: boolean;
  /** Releases the sandbox. The last user ends a sandbox that this process started. */
  release(): Promise<void>;
}

/** A sandbox that was found or started here. Only a started one can be ended. */
interface Found {
  readonly pageUrl: string;
  readonly close?: () => Promise<void>;
}

interface Running {
  readonly found: Promise<Found>;
  users: number;
}

/**
 * The sandboxes of this process. They are stored on the process and not in this module, because a development server
 * that restarts opens its next sandbox before it closes the last one, and may load this module again.
 */
const RUNNING = Symbol.for('ait-iap.sandbox.running');
const shared = globalThis as { [RUNNING]?: Map<string, Running> };

/** How long to wait for an answer on a local port, in milliseconds. */
const ANSWER_MS = 2_000;

/**
 * Returns the sandbox on a port: the running one, no matter who started it, or a new one.
 * @throws SandboxError `PORT_TAKEN` if something else has one of the ports.
 */
export async function useSandbox(place: SandboxPlace): Promise<UsedSandbox> {
  const key = keyOf(place);
  // Before the first await, so that two servers that open at the same time find each other here.
  const running = ourSandboxes().get(key) ?? { found: findOrStart(place), users: 0 };
  ourSandboxes().set(key, running);
  running.users += 1;
  const forget = () => {
    if (ourSandboxes().get(key) === running) ourSandboxes().delete(key);
  };
  const found = await running.found.catch((error: unknown) => {
    forget();
    throw error;
  });
  let isReleased = false;
  return {
    pageUrl: found.pageUrl,
    isOurs: found.close !== undefined,
    async release() {
      if (isReleased) return;
      isReleased = true;
      running.users -= 1;
      if (running.users > 0) return;
      forget();
      await found.close?.();
    },
  };
}

/** A sandbox with a given address. It is not ended here. */
export function sandboxAt(pageUrl: string): UsedSandbox {
  return { pageUrl, isOurs: false, release: async () => {} };
}

async function findOrStart(place: SandboxPlace): Promise<Found> {
  const pageUrl = originOf(place);
  if (await isSandboxAt(place)) return { pageUrl };
  try {
    const served = await start(place);
    return { pageUrl: served.pageUrl, close: () => served.close() };
  } catch (error) {
    // Another program may have started the same sandbox a moment earlier.
    if (await isSandboxAt(place)) return { pageUrl };
    throw error;
  }
}

/** Port 0 means any free port. Then the folder distinguishes them. */
function keyOf({ port, dir }: SandboxPlace): string {
  return port === 0 ? dir : String(port);
}

function originOf({ port }: SandboxPlace): string {
  return `http://127.0.0.1:${port}`;
}

/** The first version of Node with `node:sqlite`, which stores a served world. */
const OLDEST_NODE = [22, 18] as const;

async function start(place: SandboxPlace): Promise<ServedSandbox> {
  assertNode(process.versions.node);
  // Loaded only if a sandbox has to be started.
  const { serveSandbox } = await import('../serve/serve-sandbox.js');
  try {
    return await serveSandbox(place);
  } catch (error) {
    throw error instanceof PortInUseError ? taken(error) : error;
  }
}

/** Vite itself runs on older versions. */
export function assertNode(version: string): void {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [oldestMajor, oldestMinor] = OLDEST_NODE;
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return;
  throw new SandboxError(
    'NODE_TOO_OLD',
    `Failed to start the sandbox: it needs Node ${OLDEST_NODE.join('.')} or newer, and this is ${version}. Update Node, or start ` +
      `a sandbox elsewhere. (Node ${OLDEST_NODE.join('.')} 이상이 필요해요. 지금은 ${version}이에요. Node를 업데이트하거나 샌드박스를 따로 실행해 주세요.)`,
  );
}

function taken({ port, cause }: PortInUseError): SandboxError {
  const message =
    `Failed to start the sandbox: another program uses port ${port}. Stop that one, or give tossSandbox() another port or ` +
    `partnerPort. (포트 ${port}번을 다른 프로그램이 쓰고 있어요. 그 프로그램을 끄거나 tossSandbox()에 다른 port, partnerPort를 적어 주세요.)`;
  return new SandboxError('PORT_TAKEN', message, { cause });
}

async function isSandboxAt(place: SandboxPlace): Promise<boolean> {
  if (place.port === 0) return false;
  try {
    const answer = await fetch(`${originOf(place)}/healthz`, { signal: AbortSignal.timeout(ANSWER_MS) });
    return ((await answer.json()) as { sandbox?: unknown } | null)?.sandbox === true;
  } catch {
    return false;
  }
}

function ourSandboxes(): Map<string, Running> {
  shared[RUNNING] ??= new Map();
  return shared[RUNNING];
}
