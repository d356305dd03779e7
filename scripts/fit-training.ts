import { fitEfficiency } from "../lib/planning/training/fit.ts";

/** `npm run fit`: fits the performance model's constants again; what it prints stands in `lib/planning/training/fitted.ts`. */
const { efficiency, rootMeanSquareError } = fitEfficiency();
const rounded = Object.entries(efficiency).map(([name, value]) => `${name}: ${value.toFixed(3)}`);
process.stdout.write(
  `{ ${rounded.join(", ")} }, root mean square error ${(100 * rootMeanSquareError).toFixed(1)} %\n`,
);
