import type { Formula } from "../formula.ts";

/** How often something stops a job that needs all of its nodes: failures and evictions strike independently. */
export const interruptionRate: Formula<{
  failuresPer1000NodeDays: number;
  /** 0 for nodes that are not spot. */
  evictionsPer1000NodeDays: number;
}> = {
  text: "failures + spot evictions",
  unit: "per 1,000 node-days",
  of: ({ failuresPer1000NodeDays, evictionsPer1000NodeDays }) =>
    failuresPer1000NodeDays + evictionsPer1000NodeDays,
};

/** Mean time between interruptions of a job that needs all of its nodes: they stand in series. */
export const meanHoursBetweenInterruptions: Formula<{
  nodes: number;
  interruptionsPer1000NodeDays: number;
}> = {
  text: "24,000 h / (nodes × interruptions per 1,000 node-days)",
  unit: "h",
  of: ({ nodes, interruptionsPer1000NodeDays }) => 24_000 / (nodes * interruptionsPer1000NodeDays),
};

/** Interruptions that are expected while a job runs. */
export const expectedInterruptions: Formula<{ hours: number; meanHoursBetweenInterruptions: number }> = {
  text: "hours / mean hours between interruptions",
  unit: "",
  of: ({ hours, meanHoursBetweenInterruptions: mean }) => hours / mean,
};
