import { SandboxError } from '../../errors/sandbox-error.js';

/** The codes of refusals of the control API. */
export type ControlErrorCode =
  | 'MALFORMED_JSON'
  | 'INVALID_INPUT'
  | 'BODY_TOO_LARGE'
  | 'ORDER_NOT_FOUND'
  | 'PRODUCT_NOT_FOUND'
  | 'FAULT_NOT_FOUND'
  | 'VERSION_NOT_FOUND'
  | 'WORLD_NOT_FOUND';

/** Thrown for a request to the control API that cannot be carried out. Nothing has changed. */
export class ControlError extends SandboxError {
  override readonly name = 'ControlError';
  readonly status: 400 | 404 | 413;
  /** The wrong part of the request, if there is one. */
  readonly field: string | undefined;

  constructor(status: 400 | 404 | 413, code: ControlErrorCode, message: string, field?: string) {
    super(code, message);
    this.status = status;
    this.field = field;
  }
}
