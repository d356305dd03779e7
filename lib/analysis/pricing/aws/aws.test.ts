import { describe, expect, test } from "vitest";
import { type Properties, UNKNOWN } from "../../../graph/graph.ts";
import { costOf } from "../../cost.ts";
import { type ResourceSketch, sketch } from "../../testing/graphs.ts";

/** What one thing of us-east-1 costs: items with number and price, and what has none. */
function priced(type: string, inputs: Properties, ...others: readonly ResourceSketch[]) {
  const from = others.length === 0 ? {} : { launchTemplate: others.map(({ name }) => name) };
  const graph = sketch(...others, {
    type: `aws:${type}`,
    name: "x",
    inputs: { region: "us-east-1", ...inputs },
    from,
  });
  const { lines, unpriced, free } = costOf(graph);
  return {
    lines: lines.map(({ priceItem, quantity, unitPrice }) => [priceItem, quantity, unitPrice]),
    gaps: unpriced.filter(({ kind }) => kind !== "usage").map(({ reason }) => reason),
    free: free.map((row) => row.type),
  };
}

const P5 = "ec2/p5.48xlarge";

function template(inputs: Properties): ResourceSketch {
  return { type: "aws:ec2/launchTemplate:LaunchTemplate", name: "template", inputs };
}

const ebs = { volumeType: "gp3", volumeSize: 500 };

describe("an EKS node group", () => {
  const scalingConfig = { minSize: 4, desiredSize: 4, maxSize: 4 };

  test("costs its nodes", () => {
    const { lines } = priced("eks/nodeGroup:NodeGroup", { scalingConfig, instanceTypes: ["p5.48xlarge"] });
    expect(lines).toEqual([[P5, "4", "55.04"]]);
  });

  test("costs its lower bound, and lists what may come to it", () => {
    const inputs = {
      scalingConfig: { minSize: 1, desiredSize: 4, maxSize: 8 },
      instanceTypes: ["p5.48xlarge"],
    };
    expect(priced("eks/nodeGroup:NodeGroup", inputs).lines).toEqual([[P5, "1", "55.04"]]);
  });

  test("takes type and volumes from its launch template", () => {
    const own = template({ instanceType: "p5.48xlarge", blockDeviceMappings: [{ ebs }] });
    expect(
      priced("eks/nodeGroup:NodeGroup", { scalingConfig, launchTemplate: { id: UNKNOWN } }, own).lines,
    ).toEqual([
      [P5, "4", "55.04"],
      ["ebs/gp3/capacity", "2000", "0.08"],
    ]);
  });

  test.each<[string, Properties, RegExp]>([
    [
      "spot",
      { instanceTypes: ["p5.48xlarge"], capacityType: "SPOT" },
      /p5.48xlarge in us-east-1 \(spot\) was not captured/,
    ],
    ["of several types", { instanceTypes: ["p5.48xlarge", "p5en.48xlarge"] }, /one of 2/],
    ["of Windows", { instanceTypes: ["m6i.large"], amiType: "WINDOWS_CORE_2022_x86_64" }, /Windows/],
    ["of an unknown number", { instanceTypes: ["m6i.large"], scalingConfig: UNKNOWN }, /number of instances/],
    ["of hidden types", { instanceTypes: UNKNOWN }, /instance type is not known/],
    ["of a template that is elsewhere", { launchTemplate: { id: "lt-1" } }, /instance type is not known/],
  ])("%s is unknown", (_, inputs, reason) => {
    const { lines, gaps } = priced("eks/nodeGroup:NodeGroup", { scalingConfig, ...inputs });
    expect(lines).toEqual([]);
    expect(gaps).toContainEqual(expect.stringMatching(reason));
  });
});

test("an autoscaling group costs what its launch template says, and a mixed one is unknown", () => {
  const bounds = { minSize: 2, maxSize: 2 };
  const own = template({ instanceType: "p5.48xlarge", blockDeviceMappings: [{ ebs }] });
  expect(
    priced("autoscaling/group:Group", { ...bounds, launchTemplate: { id: UNKNOWN } }, own).lines[0],
  ).toEqual([P5, "2", "55.04"]);
  expect(priced("autoscaling/group:Group", { ...bounds, mixedInstancesPolicy: {} })).toMatchObject({
    lines: [],
    gaps: [/./].map(() => expect.any(String)),
  });
});

test.each<[string, Properties]>([
  ["Windows", { getPasswordData: true }],
  ["dedicated tenancy", { tenancy: "dedicated" }],
  ["unknown tenancy", { tenancy: UNKNOWN }],
])("an instance of %s is unknown", (_, inputs) => {
  const rootBlockDevice = ebs;
  const instance = { instanceType: "m6i.large", rootBlockDevice };
  expect(priced("ec2/instance:Instance", instance).lines[0]).toEqual(["ec2/m6i.large", "1", "0.096"]);
  expect(priced("ec2/instance:Instance", { ...instance, ...inputs }).lines).toEqual([
    ["ebs/gp3/capacity", "500", "0.08"],
  ]);
});

test.each<[string, Properties, unknown[]]>([
  [
    "ebs/volume:Volume",
    { type: "gp3", size: 100, iops: 4000, throughput: 225 },
    [
      ["ebs/gp3/capacity", "100", "0.08"],
      ["ebs/gp3/iops", "1000", "0.005"],
      ["ebs/gp3/throughput", "100", "0.04"],
    ],
  ],
  [
    "ebs/volume:Volume",
    { type: "io2", size: 100, iops: 500 },
    [
      ["ebs/io2/capacity", "100", "0.125"],
      ["ebs/io2/iops", "500", "0.065"],
    ],
  ],
  ["ebs/volume:Volume", { size: 8 }, [["ebs/gp2/capacity", "8", "0.10"]]],
  [
    "fsx/lustreFileSystem:LustreFileSystem",
    { deploymentType: "PERSISTENT_2", perUnitStorageThroughput: 1000, storageCapacity: 2400 },
    [["fsxLustre/PERSISTENT_2/1000", "2400", "0.60"]],
  ],
  [
    "ec2/vpcEndpoint:VpcEndpoint",
    { vpcEndpointType: "Interface", subnetIds: [UNKNOWN, UNKNOWN, UNKNOWN] },
    [["vpc/interfaceEndpoint", "3", "0.01"]],
  ],
  ["ec2/natGateway:NatGateway", {}, [["vpc/natGateway", "1", "0.045"]]],
  ["ec2/eip:Eip", {}, [["vpc/publicIpv4", "1", "0.005"]]],
  ["lb/loadBalancer:LoadBalancer", { loadBalancerType: "network" }, [["elb/network", "1", "0.0225"]]],
  ["eks/cluster:Cluster", {}, [["eks/standardSupport", "1", "0.10"]]],
  ["kms/key:Key", {}, [["kms/key", "1", "1.00"]]],
  ["s3/bucketV2:BucketV2", {}, []],
  ["cloudwatch/logGroup:LogGroup", {}, []],
])("%s %j", (type, inputs, lines) => {
  expect(priced(type, inputs)).toEqual({ lines, gaps: [], free: [] });
});

test("gateway endpoints are free, and endpoints in an unknown number of zones are unknown", () => {
  expect(priced("ec2/vpcEndpoint:VpcEndpoint", {}).free).toEqual(["aws:ec2/vpcEndpoint:VpcEndpoint"]);
  expect(
    priced("ec2/vpcEndpoint:VpcEndpoint", { vpcEndpointType: "Interface", subnetIds: UNKNOWN }),
  ).toMatchObject({ lines: [], gaps: [expect.stringMatching(/zones/)] });
});

test.each<[string, Properties]>([
  [
    "eks/nodeGroup:NodeGroup",
    {
      capacityType: UNKNOWN,
      instanceTypes: ["p5.48xlarge"],
      diskSize: 20,
      scalingConfig: { minSize: 1, maxSize: 1 },
    },
  ],
  ["ec2/instance:Instance", { instanceType: "p5.48xlarge", instanceMarketOptions: UNKNOWN }],
])("%s that may be spot or not has no price", (type, inputs) => {
  const { lines, gaps } = priced(type, inputs);
  expect(lines.filter(([item]) => item === P5)).toEqual([]);
  expect(gaps).toContain("whether it is spot is not known");
});

test("bounds in the wrong order and volumes of less than nothing lower no total", () => {
  const scalingConfig = { minSize: 2, maxSize: 1 };
  expect(priced("eks/nodeGroup:NodeGroup", { scalingConfig, instanceTypes: ["p5.48xlarge"] })).toMatchObject({
    lines: [],
    gaps: expect.arrayContaining(["2 to 1 is no number of them"]),
  });
  expect(priced("ebs/volume:Volume", { type: "gp3", size: -5 })).toMatchObject({
    lines: [],
    gaps: ["-5 is no number of them"],
  });
});
