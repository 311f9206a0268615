import type { Problem } from './problem.js';

/** Thrown inside the handler to answer with a problem. It never leaves the handler. */
export class RequestProblem extends Error {
  override readonly name = 'RequestProblem';
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.detail);
    this.problem = problem;
  }
}
