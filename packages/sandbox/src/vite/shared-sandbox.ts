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

interface Running {
  readonly served: Promise<ServedSandbox>;
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
  const running = ourSandboxes().get(key);
  if (running !== undefined) return used(key, running);
  if (await isSandboxAt(place)) return somebodyElses(originOf(place));
  const started: Running = { served: start(place), users: 0 };
  ourSandboxes().set(key, started);
  try {
    return await used(key, started);
  } catch (error) {
    ourSandboxes().delete(key);
    // Another program may have been a moment faster with the same.
    if (await isSandboxAt(place)) return somebodyElses(originOf(place));
    throw error;
  }
}

/** A sandbox whose address is given, or that was found running. */
export function somebodyElses(pageUrl: string): UsedSandbox {
  return { pageUrl, isOurs: false, release: async () => {} };
}

async function used(key: string, running: Running): Promise<UsedSandbox> {
  running.users += 1;
  let isReleased = false;
  return {
    pageUrl: (await running.served).pageUrl,
    isOurs: true,
    async release() {
      if (isReleased) return;
      isReleased = true;
      running.users -= 1;
      if (running.users > 0) return;
      if (ourSandboxes().get(key) === running) ourSandboxes().delete(key);
      await (await running.served).close();
    },
  };
}

/** Port 0 is any free one: then the folder tells them apart. */
function keyOf({ port, dir }: SandboxPlace): string {
  return port === 0 ? dir : String(port);
}

function originOf({ port }: SandboxPlace): string {
  return `http://127.0.0.1:${port}`;
}

async function start(place: SandboxPlace): Promise<ServedSandbox> {
  // Only a development server that needs one loads a server.
  const { serveSandbox } = await import('../serve/serve-sandbox.js');
  try {
    return await serveSandbox(place);
  } catch (error) {
    throw error instanceof PortInUseError ? taken(error) : error;
  }
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
