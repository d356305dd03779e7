/** What a subscription lacked, or had too much of. `other`: no row of the table knows the message. */
export type FailureKind =
  | "quota"
  | "capacity"
  | "size"
  | "feature"
  | "provider"
  | "reservedName"
  | "takenName"
  | "exists"
  | "rights"
  | "lock"
  | "policy"
  | "other";

/** Azure's or the provider's refusal, and what a person can do about it. */
export interface Diagnosis {
  readonly kind: FailureKind;
  /** What is wrong, in words. */
  readonly what: string;
  /** What to do. */
  readonly todo: string;
  /** The same as done, after "after you have": `had the quota raised`. */
  readonly done: string;
  /** Where Azure's documentation says so; null where nothing does. */
  readonly source: string | null;
}

/** A row: the first whose pattern fits the message gives the diagnosis. */
interface Row extends Omit<Diagnosis, "source"> {
  /** Azure's code or words in the message. */
  readonly pattern: RegExp;
  readonly source: string;
}

const learn = (page: string): string => `https://learn.microsoft.com/${page}`;

const NEW_NAME = "raise `generation` in the environment's file, which gives every such name anew";

/** A lack of quota comes first: Azure reports it with codes that stand for other things too. */
const rows: readonly Row[] = [
  {
    kind: "quota",
    pattern:
      /ErrCode_InsufficientVCPUQuota|QuotaExceeded|insufficient (?:regional )?vcpu quota|exceeding .*quota/i,
    what: "the vCPU quota does not suffice",
    todo: "ask Azure for the vCPUs that are missing (portal, Quotas, or `az quota update`), or set fewer `nodes`",
    done: "had the vCPU quota raised",
    source: learn("azure/quotas/per-vm-quota-requests"),
  },
  {
    kind: "capacity",
    pattern: /AllocationFailed|Overconstrained\w*AllocationRequest/,
    what: "Azure has no such machines free in the zone",
    todo: "ask Azure when the zone will have them, reserve them (capacity reservation), or set another `zone` before the pools exist; a pool that was begun is finished by the next pulumi up",
    done: "got the machines in the zone",
    source: learn("troubleshoot/azure/azure-kubernetes/error-codes/zonalallocation-allocationfailed-error"),
  },
  {
    kind: "size",
    pattern: /SkuNotAvailable|AvailabilityZoneNotSupported|is not allowed in your subscription in location/,
    what: "the subscription is not offered this VM size here",
    todo: "ask Azure for access to the size in this region and zone, or set another `zone`",
    done: "got access to the VM size in the zone",
    source: learn("troubleshoot/azure/azure-kubernetes/error-codes/availabilityzonenotsupported-error"),
  },
  {
    kind: "feature",
    pattern:
      /PreviewFeatureNotRegistered|FeatureNotRegistered|PreviewFeatureRegistered|SubscriptionNotEnabledEncryptionAtHost|feature is not enabled for this subscription/,
    what: "a feature flag of the subscription is not as the machines need it",
    todo: "set the flag that the message names (`az feature register`, or `unregister`), wait until `az feature show` agrees, then `az provider register` for its namespace",
    done: "set the feature flag",
    source: learn("azure/azure-resource-manager/management/preview-features"),
  },
  {
    kind: "provider",
    pattern: /MissingSubscriptionRegistration/,
    what: "a resource provider is not registered",
    todo: "az provider register --namespace, with the namespace that the message names",
    done: "registered the resource provider",
    source: learn("azure/azure-resource-manager/troubleshooting/error-register-resource-provider"),
  },
  {
    kind: "reservedName",
    pattern: /already exists in deleted state|currently in a deleted but recoverable state/,
    what: "a deleted vault still has the name",
    todo: `${NEW_NAME}; or bring the vault back (az keyvault recover --name), and import it`,
    done: "chosen another generation of names",
    source: learn("azure/key-vault/general/soft-delete-overview"),
  },
  {
    kind: "takenName",
    pattern: /\bAlreadyInUse\b|StorageAccountAlreadyTaken|StorageAccountAlreadyExists|VaultAlreadyExists/,
    what: "the name, which must be unique in all of Azure, is taken",
    todo: NEW_NAME,
    done: "chosen another generation of names",
    source: learn("azure/azure-resource-manager/management/resource-name-rules"),
  },
  {
    kind: "exists",
    pattern: /cannot create already existing resource|already exists/,
    what: "it exists in Azure, and Pulumi's state does not know it",
    todo: "if it is this stack's, adopt it: pulumi import; else remove it, or name yours otherwise",
    done: "adopted or removed what existed",
    source: "https://www.pulumi.com/docs/iac/guides/migration/import/",
  },
  {
    kind: "lock",
    pattern: /ScopeLocked/,
    what: "a lock forbids it",
    todo: "that is what the lock is for: whoever may remove locks must mean it",
    done: "removed the lock",
    source: learn("azure/azure-resource-manager/management/lock-resources"),
  },
  {
    kind: "rights",
    pattern: /AuthorizationFailed|does not have authorization to perform action/,
    what: "whoever deploys may not do this",
    todo: "give the deployer a role with the action that the message names, at the scope that it names",
    done: "given the deployer the role",
    source: learn("azure/role-based-access-control/troubleshooting"),
  },
  {
    kind: "policy",
    pattern: /RequestDisallowedByPolicy/,
    what: "a policy of the subscription forbids it",
    todo: "ask who owns the policy that the message names",
    done: "got an exemption from the policy",
    source: learn("troubleshoot/azure/azure-kubernetes/error-codes/requestdisallowedbypolicy-error"),
  },
];

/** Says what is behind an error of `pulumi up`, and what to do. */
export function diagnose(message: string): Diagnosis {
  const row = rows.find(({ pattern }) => pattern.test(message));
  if (row !== undefined) {
    const { pattern: _, ...diagnosis } = row;
    return diagnosis;
  }
  return {
    kind: "other",
    what: "Azure refused it",
    todo: "read the message: it is not one that this report knows",
    done: "cured it",
    source: null,
  };
}
