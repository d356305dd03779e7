import * as z from "zod";
import {
  type Check,
  check,
  type Reading,
  type Requirement,
  read,
  unanswered,
  type Verdict,
} from "../check.ts";
import type { Existence, Inventory } from "../inventory.ts";
import { type ArmObject, nameOf } from "../objects.ts";
import { type Answers, list, post, type Question } from "../question.ts";

/**
 * https://learn.microsoft.com/rest/api/storagerp/storage-accounts/check-name-availability,
 * https://learn.microsoft.com/rest/api/keyvault/keyvault/vaults/check-name-availability,
 * https://learn.microsoft.com/rest/api/containerregistry/registries/check-name-availability
 */
const availability = z.looseObject({
  nameAvailable: z.boolean(),
  reason: z.string().nullish(),
  message: z.string().nullish(),
});

/** https://learn.microsoft.com/rest/api/keyvault/keyvault/vaults/list-deleted */
const deletedVaults = z.looseObject({
  value: z.array(
    z.looseObject({
      name: z.string(),
      properties: z.looseObject({
        location: z.string().nullish(),
        scheduledPurgeDate: z.string().nullish(),
        purgeProtectionEnabled: z.boolean().nullish(),
      }),
    }),
  ),
});

type DeletedVault = z.infer<typeof deletedVaults>["value"][number];

const VAULT = "Microsoft.KeyVault/vaults";
const GLOBAL = [VAULT, "Microsoft.Storage/storageAccounts", "Microsoft.ContainerRegistry/registries"];

const NEW_NAME = "raise `generation` in the environment's file, which gives every such name anew";

/** That each name which must be unique in all of Azure is free, or the stack's own. */
export function nameRequirement(inventory: Inventory, subscriptionId: string): Requirement {
  const objects = inventory.objects.filter(({ armType }) => GLOBAL.includes(armType));
  return {
    questions: () => objects.flatMap((object) => questions(object, subscriptionId)),
    judge: (answers) =>
      objects.map((object) => {
        const asked = questions(object, subscriptionId);
        const existence = inventory.existenceOf(object.id, answers);
        return judged(object, asked, existence, answers);
      }),
  };
}

function questions({ armType, id, apiVersion }: ArmObject, subscriptionId: string): Question[] {
  const [namespace] = armType.split("/");
  const provider = `/subscriptions/${subscriptionId}/providers/${namespace}`;
  const free = post(`${provider}/checkNameAvailability`, apiVersion, { name: nameOf(id), type: armType });
  return armType === VAULT ? [free, list(`${provider}/deletedVaults`, apiVersion)] : [free];
}

function judged(
  { armType, id }: ArmObject,
  asked: readonly Question[],
  existence: Existence,
  answers: Answers,
): Check {
  const name = nameOf(id);
  const [freeQuestion, deletedQuestion] = asked;
  const free = freeQuestion && read(answers, freeQuestion, availability);
  const deleted = deletedQuestion && read(answers, deletedQuestion, deletedVaults);
  return check(
    {
      id: `name/${armType}/${name}`,
      topic: "name",
      needed: `name ${name} of ${armType} free, or this stack's`,
    },
    asked,
    verdict({ name, id, existence, free: free ?? { missing: "it was not asked" }, deleted }),
  );
}

interface Findings {
  readonly name: string;
  readonly id: string;
  readonly existence: Existence;
  readonly free: Reading<z.infer<typeof availability>>;
  /** Of vaults only. */
  readonly deleted: Reading<z.infer<typeof deletedVaults>> | undefined;
}

function verdict({ name, id, existence, free, deleted }: Findings): Verdict {
  if (existence.state === "ours") return { status: "ok", reason: `taken by this stack: ${id}` };
  if (existence.state === "foreign") {
    return {
      status: "failed",
      reason: `taken by ${id}, which does not carry the mark of this stack`,
      todo: NEW_NAME,
    };
  }
  if (deleted !== undefined && "value" in deleted) {
    const vault = deleted.value.value.find((other) => other.name.toLowerCase() === name.toLowerCase());
    if (vault !== undefined) return reserved(vault);
  }
  if ("missing" in free) return unanswered(free.missing, `az rest --method post with the request shown`);
  if (free.value.nameAvailable) return { status: "ok", reason: "Azure says that it is free" };
  const said = [free.value.reason, free.value.message].filter((text) => text).join(": ");
  if (existence.state === "unknown") {
    return unanswered(
      `it is taken, and whether by this stack cannot be told: ${existence.reason}`,
      `az resource show --ids ${id}`,
    );
  }
  const unseen =
    deleted !== undefined && "missing" in deleted
      ? `; whether a deleted vault of this subscription reserves it cannot be told: ${deleted.missing}`
      : "";
  return {
    status: "failed",
    reason: `taken in another subscription, or reserved by something deleted there: ${said}${unseen}`,
    todo: NEW_NAME,
  };
}

/** https://learn.microsoft.com/azure/key-vault/general/soft-delete-overview */
function reserved({ name, properties }: DeletedVault): Verdict {
  const { location, scheduledPurgeDate, purgeProtectionEnabled } = properties;
  const until = scheduledPurgeDate?.slice(0, 10) ?? "a day that Azure does not say";
  const purge = `az keyvault purge --name ${name}${location ? ` --location ${location}` : ""}`;
  return {
    status: "failed",
    reason: `a deleted vault of this subscription reserves it until ${until}${purgeProtectionEnabled === true ? ", and purge protection lets nobody purge it earlier" : ""}`,
    todo:
      purgeProtectionEnabled === true
        ? `${NEW_NAME}; or bring the vault back with az keyvault recover --name ${name}, and import it`
        : `if its keys are needed no more: ${purge}; else ${NEW_NAME}`,
  };
}
