import * as z from "zod";
import { check, type Requirement, read, unanswered, type Verdict } from "../check.ts";
import type { ArmObject } from "../objects.ts";
import { list } from "../question.ts";

/** https://learn.microsoft.com/rest/api/resources/providers/list */
const providers = z.looseObject({
  value: z.array(z.looseObject({ namespace: z.string(), registrationState: z.string() })),
});

/** That the subscription has the resource provider of each type registered. */
export function providerRequirement(objects: readonly ArmObject[], subscriptionId: string): Requirement {
  const namespaces = [
    ...new Set(objects.map(({ armType }) => armType.slice(0, armType.indexOf("/")))),
  ].toSorted();
  const asked = list(`/subscriptions/${subscriptionId}/providers`, "2021-04-01");
  return {
    questions: () => (namespaces.length === 0 ? [] : [asked]),
    judge: (answers) => {
      const reading = read(answers, asked, providers);
      return namespaces.map((namespace) => {
        const show = `az provider show --namespace ${namespace} --query registrationState`;
        const verdict =
          "missing" in reading
            ? unanswered(reading.missing, show)
            : stateVerdict(namespace, stateOf(reading.value.value, namespace), show);
        return check(
          {
            id: `provider/${namespace}`,
            topic: "provider",
            needed: `resource provider ${namespace} registered`,
          },
          [asked],
          verdict,
        );
      });
    },
  };
}

function stateOf(rows: z.infer<typeof providers>["value"], wanted: string): string | undefined {
  return rows.find(({ namespace }) => namespace.toLowerCase() === wanted.toLowerCase())?.registrationState;
}

function stateVerdict(namespace: string, state: string | undefined, show: string): Verdict {
  if (state === undefined) return unanswered("Azure does not list it", show);
  if (state === "Registered") return { status: "ok", reason: "it is Registered" };
  return {
    status: "failed",
    reason: `it is ${state}`,
    todo: `az provider register --namespace ${namespace} --wait`,
  };
}
