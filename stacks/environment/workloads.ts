import * as z from "zod";
import { workload } from "../../lib/planning/workload.ts";

/** `workloads`: what shall be trained. */
export const workloads = z.array(workload);
