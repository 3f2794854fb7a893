package dev.anvil.gateway.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BucketPolicyTest {
    private static final Asker ACME = new Asker(Set.of("acme", "0".repeat(64)), "backup");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'AWS':'*'}                                     | ALLOWED",
                "'*'                                             | ALLOWED",
                "{'AWS':['arn:aws:iam::globex:root','*']}        | ALLOWED",
                "{'AWS':'acme'}                                  | ALLOWED_TO_TENANT",
                "{'AWS':'arn:aws:iam::acme:root'}                | ALLOWED_TO_TENANT",
                "{'AWS':'arn:aws:iam::acme:user/backup'}         | ALLOWED",
                "{'AWS':'arn:aws:iam::acme:user/team/backup'}    | ALLOWED",
                "{'AWS':'arn:aws:iam::acme:user/other'}          | NOTHING",
                "{'AWS':'arn:aws:iam::globex:user/backup'}       | NOTHING",
                "{'AWS':'arn:aws:iam::acme:role/backup'}         | NOTHING",
                "{'Service':'logging.s3.amazonaws.com'}          | NOTHING",
                "{'CanonicalUser':'0000000000000000000000000000000000000000000000000000000000000000'} | ALLOWED_TO_TENANT",
            })
    void namesWhoMay(String principal, Opinion opinion) throws MalformedPolicy {
        BucketPolicy policy = policy("{'Effect':'Allow','Principal':" + principal
                + ",'Action':'s3:GetObject','Resource':'arn:aws:s3:::photos/*'}");
        assertThat(policy.judge(ask("s3:GetObject", "photos/cat", Map.of()))).isEqualTo(opinion);
    }

    @Test
    void onlyEverybodyIsTheUnknown() throws MalformedPolicy {
        assertThat(allow("s3:GetObject", "photos/*")
                        .judge(new Question(Asker.ANONYMOUS, "s3:GetObject", "photos/cat", Facts.NONE)))
                .isEqualTo(Opinion.ALLOWED);
        assertThat(policy("{'Effect':'Allow','Principal':{'AWS':'acme'},'Action':'*','Resource':'*'}")
                        .judge(new Question(Asker.ANONYMOUS, "s3:GetObject", "photos/cat", Facts.NONE)))
                .isEqualTo(Opinion.NOTHING);
    }

    @ParameterizedTest
    @CsvSource({
        "s3:GetObject, photos/*, s3:GetObject, photos/cat, true",
        "s3:Get*, photos/*, s3:GetObject, photos/a/b, true",
        "s3:get?bject, photos/*, s3:GetObject, photos/cat, true",
        "*, photos/*, s3:DeleteObject, photos/cat, true",
        "s3:GetObject, photos/*, s3:GetObjectVersion, photos/cat, false",
        "s3:GetObject, photos, s3:GetObject, photos/cat, false",
        "s3:ListBucket, photos/*, s3:ListBucket, photos, false",
        "s3:ListBucket, photo*, s3:ListBucket, photos, true",
        "s3:GetObject, photos/2026/*/raw?, s3:GetObject, photos/2026/may/raw1, true",
        "s3:GetObject, photos/2026/*/raw?, s3:GetObject, photos/2026/may/raw, false",
    })
    void namesWhatMayBeDoneToWhat(String action, String resource, String asked, String of, boolean allowed)
            throws MalformedPolicy {
        assertThat(allow(action, resource).judge(ask(asked, of, Map.of())) == Opinion.ALLOWED)
                .isEqualTo(allowed);
    }

    @Test
    void whatIsDeniedIsDeniedWhateverElseAllowsIt() throws MalformedPolicy {
        BucketPolicy policy = policy(
                "{'Effect':'Allow','Principal':'*','Action':'*','Resource':'*'},"
                        + "{'Effect':'Deny','Principal':'*','NotAction':'s3:Get*','Resource':'arn:aws:s3:::photos/*'},"
                        + "{'Effect':'Deny','NotPrincipal':{'AWS':'acme'},'Action':'*','NotResource':'arn:aws:s3:::photos/open/*'}");
        assertThat(policy.judge(ask("s3:GetObject", "photos/cat", Map.of()))).isEqualTo(Opinion.ALLOWED);
        assertThat(policy.judge(ask("s3:PutObject", "photos/cat", Map.of()))).isEqualTo(Opinion.DENIED);
        assertThat(policy.judge(new Question(Asker.ANONYMOUS, "s3:GetObject", "photos/cat", Facts.NONE)))
                .isEqualTo(Opinion.DENIED);
        assertThat(policy.judge(new Question(Asker.ANONYMOUS, "s3:GetObject", "photos/open/cat", Facts.NONE)))
                .isEqualTo(Opinion.ALLOWED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'StringEquals':{'s3:prefix':['a','b']}              | s3:prefix=b            | true",
                "'StringEquals':{'s3:prefix':'a'}                    | s3:prefix=A            | false",
                "'StringEquals':{'S3:Prefix':'a'}                    | s3:prefix=a            | true",
                "'StringEquals':{'s3:prefix':'a'}                    | none=                  | false",
                "'StringEqualsIfExists':{'s3:prefix':'a'}            | none=                  | true",
                "'StringEqualsIfExists':{'s3:prefix':'a'}            | s3:prefix=b            | false",
                "'StringNotEquals':{'s3:prefix':['a','b']}           | s3:prefix=b            | false",
                "'StringNotEquals':{'s3:prefix':['a','b']}           | s3:prefix=c            | true",
                "'StringNotEquals':{'s3:prefix':'a'}                 | none=                  | true",
                "'StringEqualsIgnoreCase':{'s3:prefix':'aB'}         | s3:prefix=Ab           | true",
                "'StringLike':{'s3:x-amz-acl':'public*'}             | s3:x-amz-acl=public-read | true",
                "'StringNotLike':{'s3:x-amz-acl':'public*'}          | s3:x-amz-acl=private   | true",
                "'Null':{'s3:x-amz-acl':'true'}                      | none=                  | true",
                "'Null':{'s3:x-amz-acl':'true'}                      | s3:x-amz-acl=private   | false",
                "'Null':{'s3:x-amz-acl':'false'}                     | s3:x-amz-acl=private   | true",
                "'Bool':{'aws:SecureTransport':'false'}              | aws:securetransport=false | true",
                "'Bool':{'aws:SecureTransport':true}                 | aws:securetransport=false | false",
                "'NumericLessThanEquals':{'s3:max-keys':10}          | s3:max-keys=10         | true",
                "'NumericLessThan':{'s3:max-keys':'10'}              | s3:max-keys=10         | false",
                "'NumericGreaterThan':{'s3:max-keys':'9'}            | s3:max-keys=10         | true",
                "'NumericEquals':{'s3:max-keys':'9'}                 | s3:max-keys=nine       | false",
                "'DateLessThan':{'aws:CurrentTime':'2027-01-01'}     | aws:currenttime=2026-11-20T10:00:00Z | true",
                "'DateGreaterThan':{'aws:CurrentTime':'2027-01-01T00:00:00Z'} | aws:currenttime=2026-11-20T10:00:00Z | false",
                "'IpAddress':{'aws:SourceIp':'10.0.0.0/8'}           | aws:sourceip=10.200.3.4 | true",
                "'IpAddress':{'aws:SourceIp':['10.0.0.0/8','::1']}   | aws:sourceip=0:0:0:0:0:0:0:1 | true",
                "'IpAddress':{'aws:SourceIp':'10.0.0.0/9'}           | aws:sourceip=10.200.3.4 | false",
                "'NotIpAddress':{'aws:SourceIp':'10.0.0.0/8'}        | aws:sourceip=11.0.0.1  | true",
                "'ArnLike':{'aws:PrincipalArn':'arn:aws:iam::acme:user/*'} | aws:principalarn=arn:aws:iam::acme:user/backup | true",
                "'ForAnyValue:StringEquals':{'s3:RequestObjectTagKeys':['b']} | s3:requestobjecttagkeys=a,b | true",
                "'ForAllValues:StringEquals':{'s3:RequestObjectTagKeys':['b']} | s3:requestobjecttagkeys=a,b | false",
                "'ForAllValues:StringEquals':{'s3:RequestObjectTagKeys':['b']} | none=           | true",
                "'StringEquals':{'s3:prefix':'a','s3:delimiter':'/'} | s3:prefix=a            | false",
                "'StringLike':{'s3:prefix':'home/${aws:username}/*'} | s3:prefix=home/eve/x;aws:username=eve | true",
                "'StringLike':{'s3:prefix':'home/${aws:username}/*'} | s3:prefix=home/bob/x;aws:username=eve | false",
                "'StringLike':{'s3:prefix':'home/${aws:username}/*'} | s3:prefix=home//x      | false",
            })
    void conditionsMustHold(String condition, String facts, boolean holds) throws MalformedPolicy {
        BucketPolicy policy = policy("{'Effect':'Allow','Principal':'*','Action':'s3:ListBucket','Resource':"
                + "'arn:aws:s3:::photos','Condition':{" + condition + "}}");
        Map<String, String> known = new HashMap<>();
        for (String fact : facts.split(";")) {
            known.put(fact.substring(0, fact.indexOf('=')), fact.substring(fact.indexOf('=') + 1));
        }
        assertThat(policy.judge(ask("s3:ListBucket", "photos", known)) == Opinion.ALLOWED)
                .isEqualTo(holds);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{} {}",
                "{'Version':'2012-10-17'}",
                "{'Version':'2013-10-17','Statement':[]}",
                "{'Statement':[{'Effect':'Allow','Principal':'*','Action':'s3:GetObject'}]}",
                "{'Statement':[{'Effect':'Allow','Action':'s3:GetObject','Resource':'*'}]}",
                "{'Statement':[{'Effect':'allow','Principal':'*','Action':'s3:GetObject','Resource':'*'}]}",
                "{'Statement':[{'Effect':'Allow','Principal':'acme','Action':'s3:GetObject','Resource':'*'}]}",
                "{'Statement':[{'Effect':'Allow','Principal':{'AWS':'arn:nonsense'},'Action':'s3:GetObject','Resource':'*'}]}",
                "{'Statement':[{'Effect':'Allow','NotPrincipal':{'AWS':'acme'},'Action':'s3:GetObject','Resource':'*'}]}",
                "{'Statement':[{'Effect':'Allow','Principal':'*','Action':'ec2:Run','Resource':'*'}]}",
                "{'Statement':[{'Effect':'Allow','Principal':'*','Action':'s3:Get*','NotAction':'s3:Put*','Resource':'*'}]}",
                "{'Statement':[{'Effect':'Allow','Principal':'*','Action':'s3:GetObject','Resource':'arn:aws:s3:::videos/*'}]}",
                "{'Statement':[{'Effect':'Allow','Principal':'*','Action':'s3:GetObject','Resource':'photos/*'}]}",
                "{'Statement':[{'Effect':'Deny','Principal':'*','Action':'*','Resource':'*','Conditions':{}}]}",
                "{'Statement':[{'Effect':'Deny','Principal':'*','Action':'*','Resource':'*','Condition':{'Equals':{'a':'b'}}}]}",
                "{'Statement':[{'Effect':'Deny','Principal':'*','Action':'*','Resource':'*','Condition':{'IpAddress':{'aws:SourceIp':'10.0.0.0/40'}}}]}",
                "{'Statement':[{'Effect':'Deny','Effect':'Allow','Principal':'*','Action':'*','Resource':'*'}]}",
            })
    void whatCouldBeMisunderstoodIsRefusedWithASentence(String document) {
        assertThatThrownBy(() -> BucketPolicy.parse(document.replace('\'', '"'), "photos"))
                .isInstanceOfSatisfying(
                        MalformedPolicy.class, e -> assertThat(e.sentence()).isNotBlank());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'Effect':'Allow','Principal':'*'                                              | true",
                "'Effect':'Allow','Principal':{'AWS':['acme','*']}                             | true",
                "'Effect':'Allow','Principal':{'AWS':'acme'}                                   | false",
                "'Effect':'Deny','Principal':'*'                                               | false",
                "'Effect':'Allow','Principal':'*','Condition':{'IpAddress':{'aws:SourceIp':'10.0.0.0/32'}} | false",
                "'Effect':'Allow','Principal':'*','Condition':{'IpAddress':{'aws:SourceIp':'0.0.0.0/0'}}   | true",
                "'Effect':'Allow','Principal':'*','Condition':{'StringLike':{'aws:Referer':'http://x/*'}}  | true",
            })
    void isPublicWhereSomethingIsAllowedToWhoeverAsks(String statement, boolean isPublic) throws MalformedPolicy {
        assertThat(policy("{" + statement + ",'Action':'s3:GetObject','Resource':'*'}")
                        .isPublic())
                .isEqualTo(isPublic);
    }

    @Test
    void aPatternOfManyStarsTakesNoTime() {
        assertThat(Wildcard.matches("*a".repeat(2000) + "b", "a".repeat(20_000)))
                .isFalse();
    }

    private static BucketPolicy allow(String action, String resource) throws MalformedPolicy {
        return policy("{'Effect':'Allow','Principal':'*','Action':'" + action + "','Resource':'arn:aws:s3:::" + resource
                + "'}");
    }

    private static BucketPolicy policy(String statements) throws MalformedPolicy {
        return BucketPolicy.parse(
                ("{'Version':'2012-10-17','Statement':[" + statements + "]}").replace('\'', '"'), "photos");
    }

    private static Question ask(String action, String resource, Map<String, String> facts) {
        return new Question(ACME, action, resource, key -> {
            String value = facts.get(key.toLowerCase(Locale.ROOT));
            return value == null || value.isEmpty() ? List.of() : List.of(value.split(","));
        });
    }
}
