import ora from "ora";

/** How far a step is. */
export interface Advance {
  readonly done: number;
  readonly planned: number;
  /** Virtual seconds since the step began. */
  readonly seconds: number;
}

/** Tells a person on stderr what goes on: one moving line on a terminal, else a line for each step. */
export interface Progress {
  begin(title: string): void;
  advance(advance: Advance): void;
  end(ok: boolean, text: string): void;
}

/** Progress on stderr. */
export function progressOnStderr(): Progress {
  const spinner = ora({ stream: process.stderr, discardStdin: false, hideCursor: true });
  let current = "";
  return {
    begin: (title) => {
      current = title;
      spinner.start(title);
    },
    advance: ({ done, planned, seconds }) => {
      const count = planned === 0 ? "" : `: ${Math.min(done, planned)} of ${planned}`;
      spinner.text = `${current}${count}, ${Math.floor(seconds / 60)} min of simulated time`;
    },
    end: (ok, text) => {
      if (ok) spinner.succeed(text);
      else spinner.fail(text);
    },
  };
}
