import { InvalidInput } from "../../planning/problem.ts";
import { obtainPulumi } from "./pulumi-binary.ts";

// `npm run engine`: prints what to start; progress and problems go to stderr.
try {
  const command = await obtainPulumi((line) => process.stderr.write(`${line}\n`));
  process.stdout.write(`${command}\n`);
} catch (error) {
  if (!(error instanceof InvalidInput)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
