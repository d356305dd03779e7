import { type Graph, ofType } from "../../graph/graph.ts";
import { check, type Requirement, unanswered, type Verdict } from "../check.ts";
import type { ArmObject } from "../objects.ts";
import { type Answer, get } from "../question.ts";

/**
 * That the network watcher of a flow log is there: Azure makes it with the first virtual network of a region.
 * https://learn.microsoft.com/azure/network-watcher/network-watcher-create
 */
export function networkWatcherRequirement(graph: Graph, objects: readonly ArmObject[]): Requirement {
  const logs = objects.filter(({ resource }) => resource.type === "azure-native:network:FlowLog");
  const watchers = new Map(
    logs.map(({ id, apiVersion }) => {
      const watcher = id.slice(0, id.toLowerCase().lastIndexOf("/flowlogs/"));
      return [watcher, get(watcher, apiVersion)] as const;
    }),
  );
  const makesNetwork = ofType(graph, "azure-native:network:VirtualNetwork").length > 0;
  return {
    questions: () => [...watchers.values()],
    judge: (answers) =>
      [...watchers].map(([id, asked]) =>
        check(
          {
            id: `network watcher/${id}`,
            topic: "network watcher",
            needed: `network watcher ${id}, for the flow logs`,
          },
          [asked],
          verdict(id, answers.of(asked), makesNetwork),
        ),
      ),
  };
}

function verdict(id: string, answer: Answer, makesNetwork: boolean): Verdict {
  const name = id.slice(id.lastIndexOf("/") + 1);
  const region = name.replace(/^NetworkWatcher_/i, "");
  const todo = `az network watcher configure --locations ${region} --enabled true --resource-group NetworkWatcherRG`;
  if (answer.kind === "unanswered")
    return unanswered(answer.reason, "az network watcher list --output table");
  if (answer.kind === "found") return { status: "ok", reason: "it is there" };
  if (makesNetwork) {
    return unanswered(
      "it is not there; Azure makes it with the stack's virtual network, unless that was switched off for the subscription",
      todo,
    );
  }
  return { status: "failed", reason: "it is not there, and the stack makes no virtual network", todo };
}
