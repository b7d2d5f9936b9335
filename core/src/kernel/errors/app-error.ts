import type { ErrorCode, ErrorParams, Refusal } from './codes.ts';

/** Thrown for a broken promise of the code, or where a port can only throw. Branch on `code`. */
export class AppError extends Error implements Refusal {
  override readonly name = 'AppError';
  readonly code: ErrorCode;
  readonly params: ErrorParams;

  constructor(code: ErrorCode, params: ErrorParams = {}, cause?: unknown) {
    super(code, cause === undefined ? undefined : { cause });
    this.code = code;
    this.params = params;
  }
}
