export {
  type ClusterIdentitiesArgs,
  type IdentityNames,
  resolveClusterIdentitiesArgs,
} from "./cluster-identities.args.ts";
export { ClusterIdentities, type ClusterIdentity } from "./cluster-identities.ts";
