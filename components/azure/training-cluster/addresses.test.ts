import { expect, test } from "vitest";
import type { Problem } from "../../../lib/planning/problem.ts";
import { problemsOf } from "./settings.fixture.ts";
import type { TrainingClusterSettings } from "./training-cluster.args.ts";

const dnsMessage =
  "must lie in the service range, from 10.0.0.2 to 10.0.15.255: the first two addresses are Kubernetes' own";

test.each<[string, Partial<TrainingClusterSettings>, Problem]>([
  [
    "B25 a range that is none",
    { podCidr: "10.244.0.0/33" },
    {
      path: "podCidr",
      value: "10.244.0.0/33",
      message: "must be an IPv4 range in CIDR notation",
      fix: "write for example 10.244.0.0/16",
    },
  ],
  [
    "B26 host bits",
    { serviceCidr: "10.0.0.5/20" },
    {
      path: "serviceCidr",
      value: "10.0.0.5/20",
      message: "a range begins at its first address: bits after the /20 are set",
      fix: "write 10.0.0.0/20",
    },
  ],
  [
    "B28 pods and services in one range",
    { podCidr: "10.0.0.0/14" },
    {
      path: "serviceCidr",
      value: "10.0.0.0/20",
      message: "overlaps podCidr 10.0.0.0/14",
      fix: "take another range for services",
    },
  ],
  [
    "B28 too many services",
    { serviceCidr: "10.0.0.0/12", podCidr: "10.244.0.0/14" },
    {
      path: "serviceCidr",
      value: "10.0.0.0/12",
      message: "the service range must be smaller than a /12",
      fix: "a /16 has 65,536 services",
    },
  ],
  [
    "B28 DNS outside",
    { dnsServiceIp: "10.0.16.10" },
    { path: "dnsServiceIp", value: "10.0.16.10", message: dnsMessage, fix: "write 10.0.0.10" },
  ],
  [
    "B28 DNS on the first address",
    { dnsServiceIp: "10.0.0.1" },
    { path: "dnsServiceIp", value: "10.0.0.1", message: dnsMessage, fix: "write 10.0.0.10" },
  ],
  [
    "B28 DNS that is no address",
    { dnsServiceIp: "dns" },
    { path: "dnsServiceIp", value: "dns", message: dnsMessage, fix: "write 10.0.0.10" },
  ],
  [
    "B29 the InfiniBand network",
    { podCidr: "172.16.0.0/16" },
    {
      path: "podCidr",
      value: "172.16.0.0/16",
      message: "overlaps 172.16.0.0/16: Azure's InfiniBand network uses it",
      fix: "take a range elsewhere, for example in 10.0.0.0/8",
    },
  ],
])("%s", (_name, change, problem) => {
  expect(problemsOf(change)).toEqual([problem]);
});
