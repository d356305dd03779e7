import type { Rule } from "../../rule.ts";
import { apiServerName } from "./api-server-name.ts";
import { awsEgress } from "./aws-egress.ts";
import { closedAccounts, closedVaults } from "./closed-stores.ts";
import { clusterEgress } from "./cluster-egress.ts";
import { efaGroup } from "./efa-group.ts";
import { egressAllowList } from "./egress-allow-list.ts";
import { endpointNames } from "./endpoint-names.ts";
import { networkFields } from "./fields.ts";
import { flowLogs } from "./flow-logs.ts";
import { internalServices } from "./internal-services.ts";
import { internetInbound } from "./internet-inbound.ts";
import { listedPeerings } from "./listed-peerings.ts";
import { namespaceDefaultDeny } from "./namespace-default-deny.ts";
import { privateBootstrap } from "./private-bootstrap.ts";
import { privateEndpoints } from "./private-endpoints.ts";
import { subnetSecurityGroup } from "./subnet-security-group.ts";

/** Isolation and network: N. */
export const networkRules: readonly Rule[] = [
  ...networkFields,
  apiServerName,
  clusterEgress,
  privateBootstrap,
  subnetSecurityGroup,
  internetInbound,
  egressAllowList,
  privateEndpoints,
  endpointNames,
  closedAccounts,
  closedVaults,
  namespaceDefaultDeny,
  internalServices,
  listedPeerings,
  awsEgress,
  efaGroup,
  flowLogs,
];
