/** Why no rule demands what a peer does, where several peers demand the same. Each is a whole sentence. */

/** Names that Azure would refuse. */
export const REFUSED_BY_AZURE =
  "Azure refuses a name that it cannot take, and the components make names that it takes: a rule would find nothing.";

/** Naming conventions. */
export const CONVENTION =
  "A naming convention is its owner's: here names come from the stack's, so that what was interrupted is found again.";

export const AUTHORIZED_RANGES =
  "A private API server has no public address whose callers could be limited: N01 and N03 demand more.";

export const POLICY_ADDON =
  "The add-on fetches its policies from public endpoints, which N04 leaves no way to; W01 has the API server itself enforce a pod security standard, and W09 the origin of images.";

export const NO_QUEUES =
  "Accounts hold blobs, are reached through private endpoints of blobs alone (N11) and are closed otherwise (N13): nobody reaches a queue or table to be logged.";

export const TRUSTED_SERVICES =
  "The opposite is demanded: N13 lets Azure's trusted services past the firewall only where the declared purpose has one that needs it.";

export const REPLICATION =
  "Copies in other zones or regions are a choice of cost and durability for each kind of data; what is deleted by mistake D03 makes recoverable.";

export const ONE_REGION =
  "A cluster trains in one region, and its registry holds copies of images that are pinned elsewhere: it can be filled again.";

export const OWN_DNS = "Networks use Azure's own resolver. It matters to who brings DNS servers only.";

export const FEW_PODS =
  "A GPU node runs a pod or a few. How many it may run decides the address plan, which is checked before anything is declared.";

export const SCALE_SETS =
  "A node pool is a scale set unless it says otherwise, and one with InfiniBand must be one (F01).";

export const UPTIME = "Bought availability, no security: the components choose the Standard tier by default.";

export const SECRET_STORE =
  "Pods prove who they are to Entra ID (I05) and hold no secret of a vault; where they need one it comes as a file (W13).";

export const HTTP_ROUTING =
  "AKS has retired the add-on; it needs a public load balancer, which N04 and N18 leave no place for.";

export const EPHEMERAL_DISKS =
  "Either kind of OS disk is encrypted by E01 and E02. Which is faster is no demand of security; the components take ephemeral ones by default.";

export const DEFENDER_OF_STORAGE =
  "A plan of the whole subscription, paid by the transaction and the gigabyte read: its owner decides, and no resource of a stack says it.";
