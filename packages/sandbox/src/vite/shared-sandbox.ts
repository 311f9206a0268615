import { PortInUseError } from '../errors/port-in-use-error.js';
import { SandboxError } from '../errors/sandbox-error.js';
import type { ServedSandbox } from '../serve/serve-options.js';

/** Where a sandbox is, or is to be. */
export interface SandboxPlace {
  readonly port: number;
  readonly partnerPort: number;
  readonly dir: string;
}

/** A sandbox that a development server uses. */
export interface UsedSandbox {
  readonly pageUrl: string;
  /** Whether this process has started it. */
  readonly isOurs: boolean;
  /** This user has ended; the last one ends a sandbox that this process has started. */
  release(): Promise<void>;
}

/** A sandbox that was found, or started here: then it has an end. */
interface Found {
  readonly pageUrl: string;
  readonly close?: () => Promise<void>;
}

interface Running {
  readonly found: Promise<Found>;
  users: number;
}

/**
 * The sandboxes of this process. On the process and not in this module: a development server that starts anew opens its
 * next one before it closes the last, and may load this module again.
 */
const RUNNING = Symbol.for('ait-iap.sandbox.running');
const shared = globalThis as { [RUNNING]?: Map<string, Running> };

/** How long an answer on the machine's own port is waited for. */
const ANSWER_MS = 2_000;

/**
 * The sandbox on a port: the one that runs there, whoever has started it, or a new one.
 * @throws SandboxError `PORT_TAKEN` if something else has one of the ports.
 */
export async function useSandbox(place: SandboxPlace): Promise<UsedSandbox> {
  const key = keyOf(place);
  // Before anything is waited for: two servers that open at once are to find one another here.
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

/** A sandbox whose address is given: it is somebody else's to end. */
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
    // Another program may have been a moment faster with the same.
    if (await isSandboxAt(place)) return { pageUrl };
    throw error;
  }
}

/** Port 0 is any free one: then the folder tells them apart. */
function keyOf({ port, dir }: SandboxPlace): string {
  return port === 0 ? dir : String(port);
}

function originOf({ port }: SandboxPlace): string {
  return `http://127.0.0.1:${port}`;
}

/** `node:sqlite`, in which a served world is kept, came with this version of Node. */
const OLDEST_NODE = [22, 18] as const;

async function start(place: SandboxPlace): Promise<ServedSandbox> {
  assertNode(process.versions.node);
  // Only a development server that needs one loads a server.
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
