/** One thing that is wrong with the user's input. All problems of a run are reported together. */
export interface Problem {
  /** Where: the property path as the user wrote it, for example `exaform:environment.nodes`. */
  readonly path: string;
  /** What stood there; a secret or what looks like one is masked before it gets here. */
  readonly value: unknown;
  /** What is wrong and what is allowed, with the sum where there is one. */
  readonly message: string;
  /** What to write instead. */
  readonly fix: string;
}

/** Thrown when input cannot work. Carries every problem, and lists every one in its message. */
export class InvalidInput extends Error {
  override readonly name = "InvalidInput";
  readonly problems: readonly Problem[];

  /** The mark by which Pulumi's Node.js runtime prints an error's message without a stack trace. */
  readonly __pulumiRunError = true;

  /**
   * @param subject what was refused, for example `GpuNodePool`.
   * @param problems at least one.
   */
  constructor(subject: string, problems: readonly Problem[]) {
    super(
      [
        `${subject}: ${problems.length} problem${problems.length === 1 ? "" : "s"}`,
        ...problems.map(describe),
      ].join("\n"),
    );
    this.problems = problems;
  }
}

/** One problem as text: path, value, what is allowed, fix. */
export function describe(problem: Problem): string {
  const json = JSON.stringify(problem.value);
  const value = json === undefined ? "" : ` = ${json.length > 80 ? `${json.slice(0, 79)}…` : json}`;
  return `  ${problem.path}${value}: ${problem.message}\n    fix: ${problem.fix}`;
}

/** Throws one {@link InvalidInput} that lists every problem; returns when there is none. */
export function refuse(subject: string, problems: readonly Problem[]): void {
  if (problems.length > 0) throw new InvalidInput(subject, problems);
}

/**
 * Runs a resolver and gathers its problems instead of throwing them, so that several resolvers report in one list.
 *
 * @param problems the list that grows.
 * @param resolve a resolver that may throw {@link InvalidInput}; any other error passes through.
 * @returns what the resolver returned, or `undefined` where it was refused.
 */
export function gather<T>(problems: Problem[], resolve: () => T): T | undefined {
  try {
    return resolve();
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    problems.push(...error.problems);
    return undefined;
  }
}
