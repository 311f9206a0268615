import { SandboxError } from '../../errors/sandbox-error.js';

/** Why the control API does not do what it was asked to. */
export type ControlErrorCode =
  | 'MALFORMED_JSON'
  | 'INVALID_INPUT'
  | 'BODY_TOO_LARGE'
  | 'ORDER_NOT_FOUND'
  | 'PRODUCT_NOT_FOUND'
  | 'FAULT_NOT_FOUND'
  | 'VERSION_NOT_FOUND'
  | 'WORLD_NOT_FOUND';

/** A request to the control API that cannot be carried out. Nothing has changed. */
export class ControlError extends SandboxError {
  override readonly name = 'ControlError';
  readonly status: 400 | 404 | 413;
  /** The part of the request that is wrong, if it is one. */
  readonly field: string | undefined;

  constructor(status: 400 | 404 | 413, code: ControlErrorCode, message: string, field?: string) {
    super(code, message);
    this.status = status;
    this.field = field;
  }
}
