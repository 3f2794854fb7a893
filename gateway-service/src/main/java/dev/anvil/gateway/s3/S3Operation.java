package dev.anvil.gateway.s3;

import dev.anvil.gateway.auth.AclNeed;
import dev.anvil.gateway.auth.Action;
import dev.anvil.gateway.wire.Method;

/**
 * Every operation that S3 has, whether Anvil serves it or not: an operation that is not named here would be taken for another
 * one. Each says how it is recognised and what a caller needs to be allowed.
 */
public enum S3Operation {
    // The account.
    LIST_BUCKETS(
            "ListBuckets",
            Route.of(Method.GET, Level.ACCOUNT),
            Access.to(Action.BUCKET_LIST).as("ListAllMyBuckets")),

    // Buckets.
    CREATE_BUCKET("CreateBucket", Route.of(Method.PUT, Level.NEW_BUCKET), Access.to(Action.BUCKET_CREATE)),
    HEAD_BUCKET(
            "HeadBucket",
            Route.of(Method.HEAD, Level.BUCKET),
            Access.to(Action.BUCKET_READ).as("ListBucket").orGrant(AclNeed.BUCKET_READ)),
    DELETE_BUCKET("DeleteBucket", Route.of(Method.DELETE, Level.BUCKET), Access.to(Action.BUCKET_DELETE)),
    GET_BUCKET_LOCATION(
            "GetBucketLocation", Route.of(Method.GET, Level.BUCKET).with("location"), Access.to(Action.BUCKET_READ)),

    // Listings.
    LIST_OBJECTS(
            "ListObjects",
            Route.of(Method.GET, Level.BUCKET),
            Access.toPrefix(Action.OBJECT_LIST).as("ListBucket").orGrant(AclNeed.BUCKET_READ)),
    LIST_OBJECTS_V2(
            "ListObjectsV2",
            Route.of(Method.GET, Level.BUCKET).withValue("list-type", "2"),
            Access.toPrefix(Action.OBJECT_LIST).as("ListBucket").orGrant(AclNeed.BUCKET_READ)),
    LIST_OBJECT_VERSIONS(
            "ListObjectVersions",
            Route.of(Method.GET, Level.BUCKET).with("versions"),
            Access.toPrefix(Action.OBJECT_LIST).as("ListBucketVersions").orGrant(AclNeed.BUCKET_READ)),
    LIST_MULTIPART_UPLOADS(
            "ListMultipartUploads",
            Route.of(Method.GET, Level.BUCKET).with("uploads"),
            Access.toPrefix(Action.OBJECT_LIST).as("ListBucketMultipartUploads").orGrant(AclNeed.BUCKET_READ)),

    // Objects.
    GET_OBJECT(
            "GetObject",
            Route.of(Method.GET, Level.OBJECT),
            Access.to(Action.OBJECT_READ)
                    .as("GetObject", "GetObjectVersion")
                    .lookingAtObject()
                    .orGrant(AclNeed.OBJECT_READ)),
    HEAD_OBJECT(
            "HeadObject",
            Route.of(Method.HEAD, Level.OBJECT),
            Access.to(Action.OBJECT_READ)
                    .as("GetObject", "GetObjectVersion")
                    .lookingAtObject()
                    .orGrant(AclNeed.OBJECT_READ)),
    PUT_OBJECT(
            "PutObject",
            Route.of(Method.PUT, Level.OBJECT),
            Access.to(Action.OBJECT_WRITE).orGrant(AclNeed.BUCKET_WRITE)),
    COPY_OBJECT(
            "CopyObject",
            Route.of(Method.PUT, Level.OBJECT).withHeader("x-amz-copy-source"),
            Access.to(Action.OBJECT_WRITE).as("PutObject").orGrant(AclNeed.BUCKET_WRITE)),
    DELETE_OBJECT(
            "DeleteObject",
            Route.of(Method.DELETE, Level.OBJECT),
            Access.to(Action.OBJECT_DELETE)
                    .as("DeleteObject", "DeleteObjectVersion")
                    .orGrant(AclNeed.BUCKET_WRITE)),
    DELETE_OBJECTS(
            "DeleteObjects",
            Route.of(Method.POST, Level.BUCKET).with("delete"),
            Access.toEachKey(Action.OBJECT_DELETE)
                    .as("DeleteObject", "DeleteObjectVersion")
                    .orGrant(AclNeed.BUCKET_WRITE)),
    POST_OBJECT(
            "PostObject",
            Route.of(Method.POST, Level.BUCKET),
            Access.inForm(Action.OBJECT_WRITE).as("PutObject").orGrant(AclNeed.BUCKET_WRITE)),
    GET_OBJECT_ATTRIBUTES(
            "GetObjectAttributes",
            Route.of(Method.GET, Level.OBJECT).with("attributes"),
            Access.to(Action.OBJECT_READ)
                    .as("GetObjectAttributes", "GetObjectVersionAttributes")
                    .lookingAtObject()
                    .orGrant(AclNeed.OBJECT_READ)),
    RENAME_OBJECT(
            "RenameObject",
            Route.of(Method.PUT, Level.OBJECT).with("renameObject"),
            Access.to(Action.OBJECT_WRITE).as("PutObject")),
    RESTORE_OBJECT(
            "RestoreObject", Route.of(Method.POST, Level.OBJECT).with("restore"), Access.to(Action.OBJECT_WRITE)),
    SELECT_OBJECT_CONTENT(
            "SelectObjectContent",
            Route.of(Method.POST, Level.OBJECT).with("select").withValue("select-type", "2"),
            Access.to(Action.OBJECT_READ).as("GetObject")),
    GET_OBJECT_TORRENT(
            "GetObjectTorrent", Route.of(Method.GET, Level.OBJECT).with("torrent"), Access.to(Action.OBJECT_READ)),

    // Multipart uploads.
    CREATE_MULTIPART_UPLOAD(
            "CreateMultipartUpload",
            Route.of(Method.POST, Level.OBJECT).with("uploads"),
            Access.to(Action.OBJECT_WRITE).as("PutObject").orGrant(AclNeed.BUCKET_WRITE)),
    UPLOAD_PART(
            "UploadPart",
            Route.of(Method.PUT, Level.OBJECT).with("partNumber", "uploadId"),
            Access.to(Action.OBJECT_WRITE).as("PutObject").orGrant(AclNeed.BUCKET_WRITE)),
    UPLOAD_PART_COPY(
            "UploadPartCopy",
            Route.of(Method.PUT, Level.OBJECT).with("partNumber", "uploadId").withHeader("x-amz-copy-source"),
            Access.to(Action.OBJECT_WRITE).as("PutObject").orGrant(AclNeed.BUCKET_WRITE)),
    COMPLETE_MULTIPART_UPLOAD(
            "CompleteMultipartUpload",
            Route.of(Method.POST, Level.OBJECT).with("uploadId"),
            Access.to(Action.OBJECT_WRITE).as("PutObject").orGrant(AclNeed.BUCKET_WRITE)),
    ABORT_MULTIPART_UPLOAD(
            "AbortMultipartUpload",
            Route.of(Method.DELETE, Level.OBJECT).with("uploadId"),
            Access.to(Action.OBJECT_WRITE).orGrant(AclNeed.BUCKET_WRITE)),
    LIST_PARTS(
            "ListParts",
            Route.of(Method.GET, Level.OBJECT).with("uploadId"),
            Access.to(Action.OBJECT_WRITE).as("ListMultipartUploadParts").orGrant(AclNeed.BUCKET_WRITE)),

    // What objects carry beside their bytes.
    GET_OBJECT_ACL(
            "GetObjectAcl",
            Route.of(Method.GET, Level.OBJECT).with("acl"),
            Access.to(Action.OBJECT_READ)
                    .as("GetObjectAcl", "GetObjectVersionAcl")
                    .lookingAtObject()
                    .orGrant(AclNeed.OBJECT_READ_ACP)),
    PUT_OBJECT_ACL(
            "PutObjectAcl",
            Route.of(Method.PUT, Level.OBJECT).with("acl"),
            Access.to(Action.OBJECT_WRITE)
                    .as("PutObjectAcl", "PutObjectVersionAcl")
                    .lookingAtObject()
                    .orGrant(AclNeed.OBJECT_WRITE_ACP)),
    GET_OBJECT_TAGGING(
            "GetObjectTagging",
            Route.of(Method.GET, Level.OBJECT).with("tagging"),
            Access.to(Action.OBJECT_READ)
                    .as("GetObjectTagging", "GetObjectVersionTagging")
                    .lookingAtObject()),
    PUT_OBJECT_TAGGING(
            "PutObjectTagging",
            Route.of(Method.PUT, Level.OBJECT).with("tagging"),
            Access.to(Action.OBJECT_WRITE)
                    .as("PutObjectTagging", "PutObjectVersionTagging")
                    .lookingAtObject()),
    DELETE_OBJECT_TAGGING(
            "DeleteObjectTagging",
            Route.of(Method.DELETE, Level.OBJECT).with("tagging"),
            Access.to(Action.OBJECT_WRITE)
                    .as("DeleteObjectTagging", "DeleteObjectVersionTagging")
                    .lookingAtObject()),
    GET_OBJECT_RETENTION(
            "GetObjectRetention", Route.of(Method.GET, Level.OBJECT).with("retention"), Access.to(Action.OBJECT_READ)),
    PUT_OBJECT_RETENTION(
            "PutObjectRetention", Route.of(Method.PUT, Level.OBJECT).with("retention"), Access.to(Action.OBJECT_WRITE)),
    GET_OBJECT_LEGAL_HOLD(
            "GetObjectLegalHold", Route.of(Method.GET, Level.OBJECT).with("legal-hold"), Access.to(Action.OBJECT_READ)),
    PUT_OBJECT_LEGAL_HOLD(
            "PutObjectLegalHold",
            Route.of(Method.PUT, Level.OBJECT).with("legal-hold"),
            Access.to(Action.OBJECT_WRITE)),

    // Settings of buckets.
    GET_BUCKET_ACL(
            "GetBucketAcl",
            Route.of(Method.GET, Level.BUCKET).with("acl"),
            Access.to(Action.BUCKET_READ).orGrant(AclNeed.BUCKET_READ_ACP)),
    PUT_BUCKET_ACL(
            "PutBucketAcl",
            Route.of(Method.PUT, Level.BUCKET).with("acl"),
            Access.to(Action.BUCKET_WRITE).orGrant(AclNeed.BUCKET_WRITE_ACP)),
    GET_BUCKET_VERSIONING(
            "GetBucketVersioning",
            Route.of(Method.GET, Level.BUCKET).with("versioning"),
            Access.to(Action.BUCKET_READ)),
    PUT_BUCKET_VERSIONING(
            "PutBucketVersioning",
            Route.of(Method.PUT, Level.BUCKET).with("versioning"),
            Access.to(Action.BUCKET_WRITE)),
    GET_BUCKET_TAGGING(
            "GetBucketTagging", Route.of(Method.GET, Level.BUCKET).with("tagging"), Access.to(Action.BUCKET_READ)),
    PUT_BUCKET_TAGGING(
            "PutBucketTagging", Route.of(Method.PUT, Level.BUCKET).with("tagging"), Access.to(Action.BUCKET_WRITE)),
    DELETE_BUCKET_TAGGING(
            "DeleteBucketTagging",
            Route.of(Method.DELETE, Level.BUCKET).with("tagging"),
            Access.to(Action.BUCKET_WRITE).as("PutBucketTagging")),
    GET_BUCKET_CORS(
            "GetBucketCors",
            Route.of(Method.GET, Level.BUCKET).with("cors"),
            Access.to(Action.BUCKET_READ).as("GetBucketCORS")),
    PUT_BUCKET_CORS(
            "PutBucketCors",
            Route.of(Method.PUT, Level.BUCKET).with("cors"),
            Access.to(Action.BUCKET_WRITE).as("PutBucketCORS")),
    DELETE_BUCKET_CORS(
            "DeleteBucketCors",
            Route.of(Method.DELETE, Level.BUCKET).with("cors"),
            Access.to(Action.BUCKET_WRITE).as("PutBucketCORS")),
    GET_BUCKET_POLICY(
            "GetBucketPolicy", Route.of(Method.GET, Level.BUCKET).with("policy"), Access.to(Action.BUCKET_READ)),
    PUT_BUCKET_POLICY(
            "PutBucketPolicy", Route.of(Method.PUT, Level.BUCKET).with("policy"), Access.to(Action.BUCKET_WRITE)),
    DELETE_BUCKET_POLICY(
            "DeleteBucketPolicy", Route.of(Method.DELETE, Level.BUCKET).with("policy"), Access.to(Action.BUCKET_WRITE)),
    GET_BUCKET_POLICY_STATUS(
            "GetBucketPolicyStatus",
            Route.of(Method.GET, Level.BUCKET).with("policyStatus"),
            Access.to(Action.BUCKET_READ)),
    GET_PUBLIC_ACCESS_BLOCK(
            "GetPublicAccessBlock",
            Route.of(Method.GET, Level.BUCKET).with("publicAccessBlock"),
            Access.to(Action.BUCKET_READ).as("GetBucketPublicAccessBlock")),
    PUT_PUBLIC_ACCESS_BLOCK(
            "PutPublicAccessBlock",
            Route.of(Method.PUT, Level.BUCKET).with("publicAccessBlock"),
            Access.to(Action.BUCKET_WRITE).as("PutBucketPublicAccessBlock")),
    DELETE_PUBLIC_ACCESS_BLOCK(
            "DeletePublicAccessBlock",
            Route.of(Method.DELETE, Level.BUCKET).with("publicAccessBlock"),
            Access.to(Action.BUCKET_WRITE).as("PutBucketPublicAccessBlock")),
    GET_BUCKET_OWNERSHIP_CONTROLS(
            "GetBucketOwnershipControls",
            Route.of(Method.GET, Level.BUCKET).with("ownershipControls"),
            Access.to(Action.BUCKET_READ)),
    PUT_BUCKET_OWNERSHIP_CONTROLS(
            "PutBucketOwnershipControls",
            Route.of(Method.PUT, Level.BUCKET).with("ownershipControls"),
            Access.to(Action.BUCKET_WRITE)),
    DELETE_BUCKET_OWNERSHIP_CONTROLS(
            "DeleteBucketOwnershipControls",
            Route.of(Method.DELETE, Level.BUCKET).with("ownershipControls"),
            Access.to(Action.BUCKET_WRITE).as("PutBucketOwnershipControls")),
    GET_BUCKET_LIFECYCLE_CONFIGURATION(
            "GetBucketLifecycleConfiguration",
            Route.of(Method.GET, Level.BUCKET).with("lifecycle"),
            Access.to(Action.BUCKET_READ).as("GetLifecycleConfiguration")),
    PUT_BUCKET_LIFECYCLE_CONFIGURATION(
            "PutBucketLifecycleConfiguration",
            Route.of(Method.PUT, Level.BUCKET).with("lifecycle"),
            Access.to(Action.BUCKET_WRITE).as("PutLifecycleConfiguration")),
    DELETE_BUCKET_LIFECYCLE(
            "DeleteBucketLifecycle",
            Route.of(Method.DELETE, Level.BUCKET).with("lifecycle"),
            Access.to(Action.BUCKET_WRITE).as("PutLifecycleConfiguration")),
    GET_OBJECT_LOCK_CONFIGURATION(
            "GetObjectLockConfiguration",
            Route.of(Method.GET, Level.BUCKET).with("object-lock"),
            Access.to(Action.BUCKET_READ).as("GetBucketObjectLockConfiguration")),
    PUT_OBJECT_LOCK_CONFIGURATION(
            "PutObjectLockConfiguration",
            Route.of(Method.PUT, Level.BUCKET).with("object-lock"),
            Access.to(Action.BUCKET_WRITE).as("PutBucketObjectLockConfiguration")),
    GET_BUCKET_ENCRYPTION(
            "GetBucketEncryption",
            Route.of(Method.GET, Level.BUCKET).with("encryption"),
            Access.to(Action.BUCKET_READ).as("GetEncryptionConfiguration")),
    PUT_BUCKET_ENCRYPTION(
            "PutBucketEncryption",
            Route.of(Method.PUT, Level.BUCKET).with("encryption"),
            Access.to(Action.BUCKET_WRITE).as("PutEncryptionConfiguration")),
    DELETE_BUCKET_ENCRYPTION(
            "DeleteBucketEncryption",
            Route.of(Method.DELETE, Level.BUCKET).with("encryption"),
            Access.to(Action.BUCKET_WRITE).as("PutEncryptionConfiguration")),
    GET_BUCKET_REQUEST_PAYMENT(
            "GetBucketRequestPayment",
            Route.of(Method.GET, Level.BUCKET).with("requestPayment"),
            Access.to(Action.BUCKET_READ)),
    PUT_BUCKET_REQUEST_PAYMENT(
            "PutBucketRequestPayment",
            Route.of(Method.PUT, Level.BUCKET).with("requestPayment"),
            Access.to(Action.BUCKET_WRITE)),
    GET_BUCKET_WEBSITE(
            "GetBucketWebsite", Route.of(Method.GET, Level.BUCKET).with("website"), Access.to(Action.BUCKET_READ)),
    PUT_BUCKET_WEBSITE(
            "PutBucketWebsite", Route.of(Method.PUT, Level.BUCKET).with("website"), Access.to(Action.BUCKET_WRITE)),
    DELETE_BUCKET_WEBSITE(
            "DeleteBucketWebsite",
            Route.of(Method.DELETE, Level.BUCKET).with("website"),
            Access.to(Action.BUCKET_WRITE)),
    GET_BUCKET_NOTIFICATION_CONFIGURATION(
            "GetBucketNotificationConfiguration",
            Route.of(Method.GET, Level.BUCKET).with("notification"),
            Access.to(Action.BUCKET_READ).as("GetBucketNotification")),
    PUT_BUCKET_NOTIFICATION_CONFIGURATION(
            "PutBucketNotificationConfiguration",
            Route.of(Method.PUT, Level.BUCKET).with("notification"),
            Access.to(Action.BUCKET_WRITE).as("PutBucketNotification")),
    GET_BUCKET_LOGGING(
            "GetBucketLogging", Route.of(Method.GET, Level.BUCKET).with("logging"), Access.to(Action.BUCKET_READ)),
    PUT_BUCKET_LOGGING(
            "PutBucketLogging", Route.of(Method.PUT, Level.BUCKET).with("logging"), Access.to(Action.BUCKET_WRITE)),
    GET_BUCKET_REPLICATION(
            "GetBucketReplication",
            Route.of(Method.GET, Level.BUCKET).with("replication"),
            Access.to(Action.BUCKET_READ).as("GetReplicationConfiguration")),
    PUT_BUCKET_REPLICATION(
            "PutBucketReplication",
            Route.of(Method.PUT, Level.BUCKET).with("replication"),
            Access.to(Action.BUCKET_WRITE).as("PutReplicationConfiguration")),
    DELETE_BUCKET_REPLICATION(
            "DeleteBucketReplication",
            Route.of(Method.DELETE, Level.BUCKET).with("replication"),
            Access.to(Action.BUCKET_WRITE).as("PutReplicationConfiguration")),
    GET_BUCKET_ACCELERATE_CONFIGURATION(
            "GetBucketAccelerateConfiguration",
            Route.of(Method.GET, Level.BUCKET).with("accelerate"),
            Access.to(Action.BUCKET_READ).as("GetAccelerateConfiguration")),
    PUT_BUCKET_ACCELERATE_CONFIGURATION(
            "PutBucketAccelerateConfiguration",
            Route.of(Method.PUT, Level.BUCKET).with("accelerate"),
            Access.to(Action.BUCKET_WRITE).as("PutAccelerateConfiguration")),
    GET_BUCKET_ABAC("GetBucketAbac", Route.of(Method.GET, Level.BUCKET).with("abac"), Access.to(Action.BUCKET_READ)),
    PUT_BUCKET_ABAC("PutBucketAbac", Route.of(Method.PUT, Level.BUCKET).with("abac"), Access.to(Action.BUCKET_WRITE)),
    GET_BUCKET_METADATA_TABLE_CONFIGURATION(
            "GetBucketMetadataTableConfiguration",
            Route.of(Method.GET, Level.BUCKET).with("metadataTable"),
            Access.to(Action.BUCKET_READ)),
    DELETE_BUCKET_METADATA_TABLE_CONFIGURATION(
            "DeleteBucketMetadataTableConfiguration",
            Route.of(Method.DELETE, Level.BUCKET).with("metadataTable"),
            Access.to(Action.BUCKET_WRITE)),
    GET_BUCKET_METADATA_CONFIGURATION(
            "GetBucketMetadataConfiguration",
            Route.of(Method.GET, Level.BUCKET).with("metadataConfiguration"),
            Access.to(Action.BUCKET_READ)),
    DELETE_BUCKET_METADATA_CONFIGURATION(
            "DeleteBucketMetadataConfiguration",
            Route.of(Method.DELETE, Level.BUCKET).with("metadataConfiguration"),
            Access.to(Action.BUCKET_WRITE)),
    CREATE_BUCKET_METADATA_TABLE_CONFIGURATION(
            "CreateBucketMetadataTableConfiguration",
            Route.of(Method.POST, Level.BUCKET).with("metadataTable"),
            Access.to(Action.BUCKET_WRITE)),
    CREATE_BUCKET_METADATA_CONFIGURATION(
            "CreateBucketMetadataConfiguration",
            Route.of(Method.POST, Level.BUCKET).with("metadataConfiguration"),
            Access.to(Action.BUCKET_WRITE)),
    UPDATE_BUCKET_METADATA_INVENTORY_TABLE_CONFIGURATION(
            "UpdateBucketMetadataInventoryTableConfiguration",
            Route.of(Method.PUT, Level.BUCKET).with("metadataInventoryTable"),
            Access.to(Action.BUCKET_WRITE)),
    UPDATE_BUCKET_METADATA_JOURNAL_TABLE_CONFIGURATION(
            "UpdateBucketMetadataJournalTableConfiguration",
            Route.of(Method.PUT, Level.BUCKET).with("metadataJournalTable"),
            Access.to(Action.BUCKET_WRITE)),
    GET_BUCKET_ANALYTICS_CONFIGURATION(
            "GetBucketAnalyticsConfiguration",
            Route.of(Method.GET, Level.BUCKET).with("analytics", "id"),
            Access.to(Action.BUCKET_READ).as("GetAnalyticsConfiguration")),
    PUT_BUCKET_ANALYTICS_CONFIGURATION(
            "PutBucketAnalyticsConfiguration",
            Route.of(Method.PUT, Level.BUCKET).with("analytics"),
            Access.to(Action.BUCKET_WRITE).as("PutAnalyticsConfiguration")),
    DELETE_BUCKET_ANALYTICS_CONFIGURATION(
            "DeleteBucketAnalyticsConfiguration",
            Route.of(Method.DELETE, Level.BUCKET).with("analytics"),
            Access.to(Action.BUCKET_WRITE).as("PutAnalyticsConfiguration")),
    LIST_BUCKET_ANALYTICS_CONFIGURATIONS(
            "ListBucketAnalyticsConfigurations",
            Route.of(Method.GET, Level.BUCKET).with("analytics"),
            Access.to(Action.BUCKET_READ).as("GetAnalyticsConfiguration")),
    GET_BUCKET_INTELLIGENT_TIERING_CONFIGURATION(
            "GetBucketIntelligentTieringConfiguration",
            Route.of(Method.GET, Level.BUCKET).with("intelligent-tiering", "id"),
            Access.to(Action.BUCKET_READ).as("GetIntelligentTieringConfiguration")),
    PUT_BUCKET_INTELLIGENT_TIERING_CONFIGURATION(
            "PutBucketIntelligentTieringConfiguration",
            Route.of(Method.PUT, Level.BUCKET).with("intelligent-tiering"),
            Access.to(Action.BUCKET_WRITE).as("PutIntelligentTieringConfiguration")),
    DELETE_BUCKET_INTELLIGENT_TIERING_CONFIGURATION(
            "DeleteBucketIntelligentTieringConfiguration",
            Route.of(Method.DELETE, Level.BUCKET).with("intelligent-tiering"),
            Access.to(Action.BUCKET_WRITE).as("PutIntelligentTieringConfiguration")),
    LIST_BUCKET_INTELLIGENT_TIERING_CONFIGURATIONS(
            "ListBucketIntelligentTieringConfigurations",
            Route.of(Method.GET, Level.BUCKET).with("intelligent-tiering"),
            Access.to(Action.BUCKET_READ).as("GetIntelligentTieringConfiguration")),
    GET_BUCKET_INVENTORY_CONFIGURATION(
            "GetBucketInventoryConfiguration",
            Route.of(Method.GET, Level.BUCKET).with("inventory", "id"),
            Access.to(Action.BUCKET_READ).as("GetInventoryConfiguration")),
    PUT_BUCKET_INVENTORY_CONFIGURATION(
            "PutBucketInventoryConfiguration",
            Route.of(Method.PUT, Level.BUCKET).with("inventory"),
            Access.to(Action.BUCKET_WRITE).as("PutInventoryConfiguration")),
    DELETE_BUCKET_INVENTORY_CONFIGURATION(
            "DeleteBucketInventoryConfiguration",
            Route.of(Method.DELETE, Level.BUCKET).with("inventory"),
            Access.to(Action.BUCKET_WRITE).as("PutInventoryConfiguration")),
    LIST_BUCKET_INVENTORY_CONFIGURATIONS(
            "ListBucketInventoryConfigurations",
            Route.of(Method.GET, Level.BUCKET).with("inventory"),
            Access.to(Action.BUCKET_READ).as("GetInventoryConfiguration")),
    GET_BUCKET_METRICS_CONFIGURATION(
            "GetBucketMetricsConfiguration",
            Route.of(Method.GET, Level.BUCKET).with("metrics", "id"),
            Access.to(Action.BUCKET_READ).as("GetMetricsConfiguration")),
    PUT_BUCKET_METRICS_CONFIGURATION(
            "PutBucketMetricsConfiguration",
            Route.of(Method.PUT, Level.BUCKET).with("metrics"),
            Access.to(Action.BUCKET_WRITE).as("PutMetricsConfiguration")),
    DELETE_BUCKET_METRICS_CONFIGURATION(
            "DeleteBucketMetricsConfiguration",
            Route.of(Method.DELETE, Level.BUCKET).with("metrics"),
            Access.to(Action.BUCKET_WRITE).as("PutMetricsConfiguration")),
    LIST_BUCKET_METRICS_CONFIGURATIONS(
            "ListBucketMetricsConfigurations",
            Route.of(Method.GET, Level.BUCKET).with("metrics"),
            Access.to(Action.BUCKET_READ).as("GetMetricsConfiguration")),

    // Around the rest.
    CREATE_SESSION("CreateSession", Route.of(Method.GET, Level.BUCKET).with("session"), Access.to(Action.BUCKET_READ)),
    PREFLIGHT_BUCKET("Preflight", Route.of(Method.OPTIONS, Level.BUCKET), Access.free()),
    PREFLIGHT_OBJECT("Preflight", Route.of(Method.OPTIONS, Level.OBJECT), Access.free());

    private final String apiName;
    private final Route route;
    private final Access access;

    S3Operation(String apiName, Route route, Access access) {
        this.apiName = apiName;
        this.route = route;
        this.access = access.named(apiName);
    }

    /** As AWS documents it. */
    public String apiName() {
        return apiName;
    }

    public Method method() {
        return route.method();
    }

    /** Where a bucket lives, and what browsers may do with it, is known everywhere. */
    public boolean isAnsweredInAnyRegion() {
        return this == GET_BUCKET_LOCATION || this == PREFLIGHT_BUCKET || this == PREFLIGHT_OBJECT;
    }

    public Level level() {
        return route.level();
    }

    public Access access() {
        return access;
    }

    Route route() {
        return route;
    }
}
