/** Type tokens that the rules look at. Compare with {@link unversioned}, for a token may name an API version. */
export const MANAGED_CLUSTER = "azure-native:containerservice:ManagedCluster";
export const AGENT_POOL = "azure-native:containerservice:AgentPool";
export const VIRTUAL_MACHINE = "azure-native:compute:VirtualMachine";
export const SCALE_SET = "azure-native:compute:VirtualMachineScaleSet";
export const DISK_ENCRYPTION_SET = "azure-native:compute:DiskEncryptionSet";
export const VIRTUAL_NETWORK = "azure-native:network:VirtualNetwork";
export const SUBNET = "azure-native:network:Subnet";
export const NETWORK_SECURITY_GROUP = "azure-native:network:NetworkSecurityGroup";
export const PUBLIC_IP_PREFIX = "azure-native:network:PublicIPPrefix";
export const SECURITY_RULE = "azure-native:network:SecurityRule";
export const ROUTE_TABLE = "azure-native:network:RouteTable";
export const ROUTE = "azure-native:network:Route";
export const PEERING = "azure-native:network:VirtualNetworkPeering";
export const FIREWALL = "azure-native:network:AzureFirewall";
export const FIREWALL_RULES = "azure-native:network:FirewallPolicyRuleCollectionGroup";
export const FLOW_LOG = "azure-native:network:FlowLog";
export const PRIVATE_ENDPOINT = "azure-native:network:PrivateEndpoint";
export const ENDPOINT_ZONES = "azure-native:network:PrivateDnsZoneGroup";
export const PRIVATE_ZONE = "azure-native:privatedns:PrivateZone";
export const ZONE_LINK = "azure-native:privatedns:VirtualNetworkLink";
export const USER_ASSIGNED_IDENTITY = "azure-native:managedidentity:UserAssignedIdentity";
export const VAULT = "azure-native:keyvault:Vault";
export const KEY = "azure-native:keyvault:Key";
export const STORAGE_ACCOUNT = "azure-native:storage:StorageAccount";
export const BLOB_CONTAINER = "azure-native:storage:BlobContainer";
export const LUSTRE_FILE_SYSTEM = "azure-native:storagecache:AmlFilesystem";
export const REGISTRY = "azure-native:containerregistry:Registry";
export const CACHE_RULE = "azure-native:containerregistry:CacheRule";
export const LOG_WORKSPACE = "azure-native:operationalinsights:Workspace";
export const RESOURCE_GROUP = "azure-native:resources:ResourceGroup";
export const MANAGEMENT_LOCK = "azure-native:authorization:ManagementLockByScope";
export const ROLE_DEFINITION = "azure-native:authorization:RoleDefinition";
export const BLOB_SERVICE = "azure-native:storage:BlobServiceProperties";
export const DIAGNOSTIC_SETTING = "azure-native:monitor:DiagnosticSetting";
export const MAINTENANCE_CONFIGURATION = "azure-native:containerservice:MaintenanceConfiguration";
export const DEFENDER_PLAN = "azure-native:security:Pricing";
export const EKS_CLUSTER = "aws:eks/cluster:Cluster";
export const VPC = "aws:ec2/vpc:Vpc";
export const VPC_ENDPOINT = "aws:ec2/vpcEndpoint:VpcEndpoint";
export const VPC_FLOW_LOG = "aws:ec2/flowLog:FlowLog";
export const INTERNET_GATEWAY = "aws:ec2/internetGateway:InternetGateway";
export const EGRESS_ONLY_GATEWAY = "aws:ec2/egressOnlyInternetGateway:EgressOnlyInternetGateway";
export const NAT_GATEWAY = "aws:ec2/natGateway:NatGateway";
export const SECURITY_GROUP = "aws:ec2/securityGroup:SecurityGroup";
export const DEFAULT_SECURITY_GROUP = "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup";
export const SECURITY_GROUP_RULE = "aws:ec2/securityGroupRule:SecurityGroupRule";
export const SECURITY_GROUP_INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
export const SECURITY_GROUP_EGRESS = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule";
export const EKS_NODE_GROUP = "aws:eks/nodeGroup:NodeGroup";
export const NETWORK_POLICY = "kubernetes:networking.k8s.io/v1:NetworkPolicy";
export const SERVICE = "kubernetes:core/v1:Service";
export const ECR_REPOSITORY = "aws:ecr/repository:Repository";
export const CLOUD_TRAIL = "aws:cloudtrail/trail:Trail";
export const KMS_KEY = "aws:kms/key:Key";
export const NAMESPACE = "kubernetes:core/v1:Namespace";
export const KUBERNETES_SECRET = "kubernetes:core/v1:Secret";
export const RESOURCE_QUOTA = "kubernetes:core/v1:ResourceQuota";
export const ROLE_BINDING = "kubernetes:rbac.authorization.k8s.io/v1:RoleBinding";
export const CLUSTER_ROLE_BINDING = "kubernetes:rbac.authorization.k8s.io/v1:ClusterRoleBinding";
export const ADMISSION_POLICY_BINDING =
  "kubernetes:admissionregistration.k8s.io/v1:ValidatingAdmissionPolicyBinding";
export const HELM_RELEASE = "kubernetes:helm.sh/v3:Release";
export const HELM_CHART = "kubernetes:helm.sh/v4:Chart";
export const NIC_CLUSTER_POLICY = "kubernetes:mellanox.com/v1alpha1:NicClusterPolicy";
export const DAEMON_SET = "kubernetes:apps/v1:DaemonSet";
export const ROLE_ASSIGNMENT = "azure-native:authorization:RoleAssignment";
export const FEDERATED_CREDENTIAL = "azure-native:managedidentity:FederatedIdentityCredential";
export const LAUNCH_TEMPLATE = "aws:ec2/launchTemplate:LaunchTemplate";
export const IAM_ROLE = "aws:iam/role:Role";
export const FSX_LUSTRE = "aws:fsx/lustreFileSystem:LustreFileSystem";
export const BUCKET = "aws:s3/bucket:Bucket";
export const EBS_ENCRYPTION_BY_DEFAULT = "aws:ebs/encryptionByDefault:EncryptionByDefault";
export const INSTANCE = "aws:ec2/instance:Instance";
export const IAM_USER = "aws:iam/user:User";
export const IAM_ACCESS_KEY = "aws:iam/accessKey:AccessKey";
export const IAM_POLICY = "aws:iam/policy:Policy";
export const IAM_ROLE_POLICY = "aws:iam/rolePolicy:RolePolicy";
export const IAM_GROUP_POLICY = "aws:iam/groupPolicy:GroupPolicy";
export const IAM_ROLE_ATTACHMENT = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";
export const EBS_VOLUME = "aws:ebs/volume:Volume";
export const BUCKET_POLICY = "aws:s3/bucketPolicy:BucketPolicy";
export const BUCKET_PUBLIC_ACCESS_BLOCK = "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock";
export const BUCKET_ENCRYPTION =
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration";
export const BUCKET_VERSIONING = "aws:s3/bucketVersioning:BucketVersioning";
export const CLUSTER_ROLE = "kubernetes:rbac.authorization.k8s.io/v1:ClusterRole";
export const ROLE = "kubernetes:rbac.authorization.k8s.io/v1:Role";
export const ENVIRONMENT = "exaform:stack:Environment";
export { STACK_TYPE as STACK } from "../lib/graph/graph.ts";

/**
 * A type token without the API version that a program may pin: `azure-native:storage/v20240101:StorageAccount` (explicit
 * versions of azure-native 2) and `azure-native_storage_v20240101:storage:StorageAccount` (local packages of azure-native 3)
 * are both `azure-native:storage:StorageAccount`, so that no rule is escaped by pinning a version. Nor by a name of before: what
 * `aws:s3/bucketV2:BucketV2` was until aws 6 is `aws:s3/bucket:Bucket` since aws 7.
 */
export function unversioned(type: string): string {
  return type
    .replace(/^aws:s3\/(bucket\w*)V2:(Bucket\w*)V2$/, "aws:s3/$1:$2")
    .replace(/^azure-native(?:_[a-z]+_v\d\w*)?:([a-z]+)(?:\/v\d\w*)?:/, "azure-native:$1:");
}
