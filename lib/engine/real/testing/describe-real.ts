import { describe } from "vitest";
import { findPulumi } from "../pulumi-binary.ts";

/** Whether the tests of this suite can run here; `global-setup.ts` has said why not. */
const engine = await findPulumi();

/** Describes what only the real Pulumi engine can show. Where there is none its tests count as skipped. */
export const describeReal = describe.skipIf(engine === undefined);
