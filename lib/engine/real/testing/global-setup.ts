import { InvalidInput } from "../../../planning/problem.ts";
import { obtainPulumi } from "../pulumi-binary.ts";

/** Before the suite: finds the real Pulumi engine, or builds it, or says why every test of the suite is skipped. */
export async function setup(): Promise<void> {
  const say = (line: string) => void process.stderr.write(`${line}\n`);
  try {
    await obtainPulumi(say);
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    say(`the tests on the real Pulumi engine are skipped, which is no pass:\n${error.message}`);
  }
}
