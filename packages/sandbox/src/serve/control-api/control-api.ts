import { Hono } from 'hono';
import { ConsoleRuleError } from '../../errors/console-rule-error.js';
import { HostError } from '../../errors/host-error.js';
import { problem } from '../../errors/problem.js';
import { isSandboxError } from '../../errors/sandbox-error.js';
import type { Sandbox } from '../../sandbox/sandbox.js';
import { type ControlApiOptions, controlEndpoints } from './control-endpoints.js';
import { ControlError } from './control-error.js';
import { mount } from './endpoint.js';

/**
 * Everything that a person can do in the console, on the phone or with the clock, as JSON over HTTP. It does not check
 * who may call it: the server that mounts it does.
 */
export function createControlApi(options: ControlApiOptions): Hono {
  const api = new Hono();
  mount(api, controlEndpoints(options));
  api.notFound(() =>
    problem({ status: 404, code: 'NOT_FOUND', detail: 'There is no such command. GET /api lists all.' }),
  );
  api.onError((error, { req }) => toProblem(options.sandbox, `${req.method} ${req.path}`, error));
  return api;
}

/** An error of the sandbox about a wrong request is shown to the caller. Any other error is a bug. */
function toProblem({ wire }: Sandbox, where: string, error: unknown): Response {
  if (error instanceof ControlError) {
    const { status, code, message, field } = error;
    return problem({ status, code, detail: message, ...(field === undefined ? {} : { field }) });
  }
  if (error instanceof ConsoleRuleError) {
    const { code, message, problems } = error;
    return problem({ status: 422, code, detail: message, problems });
  }
  // A host refuses with the platform's own code, for example for a payment that can no longer be approved.
  if (isSandboxError(error) || error instanceof HostError)
    return problem({ status: 422, code: error.code, detail: error.message });
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  wire.publish({ type: 'sandbox.failed', where, message });
  return problem({
    status: 500,
    code: 'INTERNAL_ERROR',
    detail: 'The sandbox failed. This is a defect of it; its output says more.',
  });
}
