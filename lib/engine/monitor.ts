import resourceProto, {
  type ReadResourceRequest,
  type ReadResourceResponse,
  type RegisterPackageResponse,
  type RegisterResourceRequest,
  type RegisterResourceResponse,
  type ResourceCallRequest,
  type ResourceInvokeRequest,
  type ResourceInvokeResponse,
  type TransformResourceOptions,
} from "@pulumi/pulumi/proto/resource_pb.js";
import emptyProto from "google-protobuf/google/protobuf/empty_pb.js";
import structProto, { type Struct } from "google-protobuf/google/protobuf/struct_pb.js";
import { isSecret, type Properties, type Resource } from "../graph/graph.ts";
import { fromWire, SECRET_SIGNATURE, SIGNATURE, toWire } from "../graph/wire.ts";
import type { InvalidInput } from "../planning/problem.ts";
import type { RunCallbacks } from "./callbacks.ts";
import { refusal } from "./refusal.ts";
import { inherit, resourceOf, urnOf } from "./registration.ts";
import { transformInvoke, transformResource } from "./transforms.ts";

/** What a monitor must know of the run. */
export interface MonitorContext {
  readonly project: string;
  readonly stack: string;
  /** Outputs of other stacks, by the name that a `StackReference` asks for. */
  readonly stackReferences: { readonly [stack: string]: Properties };
  /** Answers a call of a provider's function, or gives `undefined` where it cannot. */
  readonly invoke: (token: string, args: Properties) => Properties | undefined;
  readonly callbacks: RunCallbacks;
  /** Called with whatever the monitor refuses. */
  readonly fail: (error: unknown) => void;
}

type Callback<T> = (error: Error | null, response?: T) => void;

const features = resourceProto.ResourceMonitorFeature;

/** What the monitor can do. Without INVOKE_DEPENDS_ON the SDK itself holds back calls that depend on what does not exist yet. */
const FEATURES = [
  features.RESOURCE_MONITOR_FEATURE_SECRETS,
  features.RESOURCE_MONITOR_FEATURE_RESOURCE_REFERENCES,
  features.RESOURCE_MONITOR_FEATURE_OUTPUT_VALUES,
  features.RESOURCE_MONITOR_FEATURE_ALIAS_SPECS,
  features.RESOURCE_MONITOR_FEATURE_REPLACEMENT_TRIGGER,
  features.RESOURCE_MONITOR_FEATURE_DELETED_WITH,
  features.RESOURCE_MONITOR_FEATURE_REPLACE_WITH,
  features.RESOURCE_MONITOR_FEATURE_TRANSFORMS,
  features.RESOURCE_MONITOR_FEATURE_INVOKE_TRANSFORMS,
  features.RESOURCE_MONITOR_FEATURE_PARAMETERIZATION,
  features.RESOURCE_MONITOR_FEATURE_RESOURCE_HOOKS,
  features.RESOURCE_MONITOR_FEATURE_ERROR_HOOKS,
];

/** What the monitor remembers of a resource, for its children and for who asks for its state. */
interface Registered {
  readonly parent: string;
  readonly options: TransformResourceOptions;
  readonly outputs: Struct;
  /** Tokens of the resource's own transforms; they hold for its descendants too. */
  readonly transforms: readonly string[];
}

/**
 * The resource monitor of a preview. It takes the SDK's requests directly, as objects, and answers as the engine would when
 * nothing exists yet: outputs echo inputs, and whatever else a resource would have is unknown.
 */
export class Monitor {
  /** What was registered, in the order of arrival. A resource that is only read belongs to someone else and is left out. */
  readonly resources: Resource[] = [];
  readonly #urns = new Set<string>();
  readonly #registered = new Map<string, Registered>();
  readonly #context: MonitorContext;
  #packages = 0;
  #closed = false;

  constructor(context: MonitorContext) {
    this.#context = context;
  }

  /** Ends the run: what is declared later is refused, loudly, because the graph lacks it. */
  close(): void {
    this.#closed = true;
  }

  getDeploymentInfo(_request: unknown, callback: Callback<unknown>): void {
    const info = new resourceProto.DeploymentInfo();
    info.setSupportedfeaturesList(FEATURES);
    callback(null, info);
  }

  registerResource(request: RegisterResourceRequest, callback: Callback<RegisterResourceResponse>): void {
    this.#answer(callback, async () => {
      if (request.getRemote()) throw remoteComponent(request.getType(), request.getName());
      const urn = this.#newUrn(request);
      const parent = this.#registered.get(request.getParent());
      if (parent !== undefined) inherit(request, parent.options);
      const transforms = request.getTransformsList().map((transform) => transform.getToken());
      const all = [
        ...transforms,
        ...this.#transformsAbove(request),
        ...this.#context.callbacks.stackTransforms,
      ];
      const { properties, options } = await transformResource(request, all, this.#call);

      this.resources.push(resourceOf(urn, request, properties, options));
      const outputs = request.getCustom() ? outputsOf(properties, options) : new structProto.Struct();
      this.#registered.set(urn, { parent: request.getParent(), options, outputs, transforms });
      const response = new resourceProto.RegisterResourceResponse();
      response.setUrn(urn);
      response.setObject(outputs);
      return response;
    });
  }

  registerResourceOutputs(_request: unknown, callback: Callback<unknown>): void {
    callback(null, new emptyProto.Empty());
  }

  /** A read resource exists, but only the cloud knows what it is like; a stack reference may be told by the run. */
  readResource(request: ReadResourceRequest, callback: Callback<ReadResourceResponse>): void {
    this.#answer(callback, async () => {
      const response = new resourceProto.ReadResourceResponse();
      response.setUrn(this.#newUrn(request));
      response.setProperties(this.#stateOf(request));
      return response;
    });
  }

  invoke(request: ResourceInvokeRequest, callback: Callback<ResourceInvokeResponse>): void {
    this.#answer(callback, async () => {
      const response = new resourceProto.ResourceInvokeResponse();
      const transformed = await transformInvoke(
        request,
        this.#context.callbacks.stackInvokeTransforms,
        this.#call,
      );
      const args = fromWire(transformed?.toJavaScript() ?? {});
      if (request.getTok() === "pulumi:pulumi:getResource") {
        response.setReturn(this.#resource(String(args.urn)));
        return response;
      }
      const answer = this.#context.invoke(request.getTok(), args);
      if (answer === undefined) response.setUnknown(true);
      else response.setReturn(structProto.Struct.fromJavaScript(toWire(answer)));
      return response;
    });
  }

  call(request: ResourceCallRequest, callback: Callback<never>): void {
    this.#answer(callback, async () => {
      throw refusal(request.getTok(), "is a method that runs inside a provider", RUN_PULUMI);
    });
  }

  registerPackage(_request: unknown, callback: Callback<RegisterPackageResponse>): void {
    this.#packages += 1;
    const response = new resourceProto.RegisterPackageResponse();
    response.setRef(`package-${this.#packages}`);
    callback(null, response);
  }

  readonly #call = (token: string, message: Uint8Array): Promise<Uint8Array> =>
    this.#context.callbacks.call(token, message);

  #answer<T>(callback: Callback<T>, handle: () => Promise<T>): void {
    handle().then(
      (response) => callback(null, response),
      (error: Error) => {
        this.#context.fail(error);
        callback(error);
      },
    );
  }

  #newUrn(request: { getParent(): string; getType(): string; getName(): string }): string {
    const { project, stack } = this.#context;
    const urn = urnOf(project, stack, request.getParent(), request.getType(), request.getName());
    if (this.#closed) throw refusal(urn, "is declared after the program has ended", "await what declares it");
    if (this.#urns.has(urn)) {
      throw refusal(
        urn,
        "is declared twice",
        "give each resource of one type under one parent a name of its own",
      );
    }
    this.#urns.add(urn);
    return urn;
  }

  #transformsAbove(request: RegisterResourceRequest): string[] {
    const transforms: string[] = [];
    for (let urn = request.getParent(); urn !== ""; ) {
      const ancestor = this.#registered.get(urn);
      transforms.push(...(ancestor?.transforms ?? []));
      urn = ancestor?.parent ?? "";
    }
    return transforms;
  }

  #stateOf(request: ReadResourceRequest): Struct {
    if (request.getType() !== "pulumi:pulumi:StackReference") return new structProto.Struct();
    const outputs = this.#context.stackReferences[request.getId()];
    const state: Properties =
      outputs === undefined ? {} : { outputs, secretOutputNames: secretNames(outputs) };
    return structProto.Struct.fromJavaScript(toWire({ name: request.getId(), ...state }));
  }

  /** What `new Resource(…, { urn })` asks for. */
  #resource(urn: string): Struct {
    const registered = this.#registered.get(urn);
    if (registered === undefined)
      throw refusal(urn, "no resource of this run has that URN", "declare it before it is asked for");
    const resource = structProto.Struct.fromJavaScript({ urn, id: "" });
    const state = new structProto.Value();
    state.setStructValue(registered.outputs);
    resource.getFieldsMap().set("state", state);
    return resource;
  }
}

/** The inputs once more, with what the options declare secret marked as such. */
function outputsOf(properties: Struct | undefined, options: TransformResourceOptions): Struct {
  const secrets = options.getAdditionalSecretOutputsList();
  if (properties === undefined || secrets.length === 0) return properties ?? new structProto.Struct();
  const outputs = properties.toJavaScript();
  for (const name of secrets) {
    if (name in outputs) outputs[name] = { [SIGNATURE]: SECRET_SIGNATURE, value: outputs[name] ?? null };
  }
  return structProto.Struct.fromJavaScript(outputs);
}

function secretNames(outputs: Properties): string[] {
  return Object.keys(outputs).filter((name) => isSecret(outputs[name]));
}

const RUN_PULUMI = "use `pulumi preview --json` and read its output instead";

function remoteComponent(type: string, name: string): InvalidInput {
  const message = "is a component of a provider package: what it consists of is declared inside the provider";
  return refusal(`"${name}" (${type})`, message, RUN_PULUMI);
}
