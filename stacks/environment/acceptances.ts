import * as z from "zod";

/** A day, as text. */
const day = z.iso.date().meta({ examples: ["2027-03-31"] });

const reason = z
  .string()
  .min(10)
  .max(500)
  .meta({
    description: "Why, in a sentence.",
    examples: ["The old scheduler needs it until it is replaced."],
  });

const person = z
  .string()
  .min(3)
  .max(200)
  .meta({ examples: ["storage team"] });

/** `waivers`: what may fail, where, and until when. */
export const waivers = z.array(
  z.strictObject({
    rule: z
      .string()
      .regex(/^[A-Z]\d{2}$/)
      .meta({ description: "Id of the one rule: docs/rules.md lists them.", examples: ["N23"] }),
    resource: z
      .string()
      .max(1024)
      .regex(/^[^*?\s]+$/)
      .meta({ description: "The one resource: its logical name, or its URN.", examples: ["network-vnet"] }),
    reason,
    owner: person.meta({ description: "Who answers for it." }),
    expires: day.meta({ description: "The last day on which it holds, quoted." }),
  }),
);

/** `acceptedPaths`: paths on which data is in the clear, and who has accepted that. */
export const acceptedPaths = z.array(
  z.strictObject({
    path: z
      .enum(["infiniband", "nvlink", "lustreInTransit", "podTraffic"])
      .meta({ description: "The path: what Azure or the hardware does not encrypt there." }),
    acceptedBy: person.meta({ description: "Who has accepted the risk." }),
    until: day.meta({ description: "The last day on which it is accepted, quoted." }),
    reason,
  }),
);
