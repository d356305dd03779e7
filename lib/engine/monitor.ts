import resourceProto, {
  type ReadResourceRequest,
  type ReadResourceResponse,
  type RegisterPackageResponse,
  type RegisterResourceOutputsRequest,
  type RegisterResourceRequest,
  type RegisterResourceResponse,
  type ResourceCallRequest,
  type ResourceInvokeRequest,
  type ResourceInvokeResponse,
  type TransformResourceOptions,
} from "@pulumi/pulumi/proto/resource_pb.js";
import emptyProto from "google-protobuf/google/protobuf/empty_pb.js";
import type { Struct } from "google-protobuf/google/protobuf/struct_pb.js";
import type { Properties, Resource } from "../graph/graph.ts";
import { fromWire } from "../graph/wire.ts";
import type { InvalidInput } from "../planning/problem.ts";
import { aliasUrns } from "./aliases.ts";
import type { RunCallbacks } from "./callbacks.ts";
import type { ConfigSecrets } from "./config-secrets.ts";
import { FEATURES } from "./features.ts";
import { outputsOf, resourceReference, structOf } from "./outputs.ts";
import { refusal } from "./refusal.ts";
import { inherit, isStack, resourceOf, urnOf } from "./registration.ts";
import { transformInvoke, transformResource } from "./transforms.ts";

/** What a monitor must know of the run. */
export interface MonitorContext {
  readonly project: string;
  readonly stack: string;
  readonly secrets: ConfigSecrets;
  /** Outputs of other stacks, by the name that a `StackReference` asks for. */
  readonly stackReferences: { readonly [stack: string]: Properties };
  /** Answers a call of a provider's function, or gives `undefined` where it cannot. */
  readonly invoke: (token: string, args: Properties) => Properties | undefined;
  readonly callbacks: RunCallbacks;
  /** Called with whatever the monitor refuses. */
  readonly fail: (error: unknown) => void;
}

type Callback<T> = (error: Error | null, response?: T) => void;

/** What the monitor remembers of a resource, for its children and for who asks for its state. */
interface Registered {
  readonly parent: string;
  readonly options: TransformResourceOptions;
  readonly outputs: Struct;
  /** Tokens of the resource's own transforms; they hold for its descendants too. */
  readonly transforms: readonly string[];
  /** URNs under which it may have stood before. */
  readonly aliases: readonly string[];
}

/**
 * The resource monitor of a preview. It takes the SDK's requests directly, as objects, and answers as the engine would when
 * nothing exists yet: outputs echo inputs, and whatever else a resource would have is unknown.
 */
export class Monitor {
  /** What was registered, in the order of arrival. A resource that is only read belongs to someone else and is left out. */
  readonly resources: Resource[] = [];
  /** What the stack publishes: known when the program has ended. */
  stackOutputs: Properties = {};
  readonly #urns = new Set<string>();
  readonly #registered = new Map<string, Registered>();
  readonly #context: MonitorContext;
  #packages = 0;
  #closed = false;

  constructor(context: MonitorContext) {
    this.#context = context;
  }

  /** The graph is done: what is declared from now on is refused, loudly, because the graph lacks it. */
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

      const inputs = this.#context.secrets.hide(fromWire(properties?.toJavaScript() ?? {}));
      const aliases = this.#aliasesOf(request, options, parent);
      this.resources.push(resourceOf(urn, request, inputs, options, aliases));
      const outputs = request.getCustom() ? outputsOf(properties, options) : structOf({});
      this.#registered.set(urn, { parent: request.getParent(), options, outputs, transforms, aliases });
      const response = new resourceProto.RegisterResourceResponse();
      response.setUrn(urn);
      response.setObject(outputs);
      return response;
    });
  }

  /** A component's outputs say nothing that its children do not; the stack's are what it publishes. */
  registerResourceOutputs(request: RegisterResourceOutputsRequest, callback: Callback<unknown>): void {
    if (isStack(request.getUrn())) {
      this.stackOutputs = this.#context.secrets.hide(fromWire(request.getOutputs()?.toJavaScript() ?? {}));
    }
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
        const urn = String(args.urn);
        response.setReturn(resourceReference(urn, this.#outputsOf(urn)));
        return response;
      }
      const answer = this.#context.invoke(request.getTok(), args);
      if (answer === undefined) response.setUnknown(true);
      else response.setReturn(structOf(answer));
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

  #aliasesOf(
    request: RegisterResourceRequest,
    options: TransformResourceOptions,
    parent: Registered | undefined,
  ): string[] {
    const { project, stack } = this.#context;
    const [type, name] = [request.getType(), request.getName()];
    const identity = { project, stack, parent: request.getParent(), type, name };
    return aliasUrns(identity, options.getAliasesList(), parent?.aliases ?? []);
  }

  #newUrn(request: { getParent(): string; getType(): string; getName(): string }): string {
    const { project, stack } = this.#context;
    const urn = urnOf(project, stack, request.getParent(), request.getType(), request.getName());
    if (this.#closed) {
      throw refusal(urn, "is declared after the program has ended", "await what declares it");
    }
    if (this.#urns.has(urn)) {
      throw refusal(urn, "is declared twice", "name resources of one type under one parent differently");
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
    if (request.getType() !== "pulumi:pulumi:StackReference") return structOf({});
    const name = request.getId();
    const outputs = this.#context.stackReferences[name];
    return structOf(outputs === undefined ? { name } : { name, outputs });
  }

  #outputsOf(urn: string): Struct {
    const registered = this.#registered.get(urn);
    if (registered !== undefined) return registered.outputs;
    throw refusal(urn, "no resource of this run has that URN", "declare it before it is asked for");
  }
}

const RUN_PULUMI = "use `pulumi preview --json` and read its output instead";

function remoteComponent(type: string, name: string): InvalidInput {
  const message = "is a component of a provider package: what it consists of is declared inside the provider";
  return refusal(`"${name}" (${type})`, message, RUN_PULUMI);
}
