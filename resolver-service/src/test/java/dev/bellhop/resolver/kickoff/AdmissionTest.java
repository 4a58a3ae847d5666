package dev.bellhop.resolver.kickoff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.bellhop.caller.Caller;
import dev.bellhop.caller.CallerException;
import dev.bellhop.caller.Entitlement;
import dev.bellhop.caller.OrganizationScope;
import dev.bellhop.resolver.diagnosis.Reason;
import dev.bellhop.resolver.fake.KickoffRecord;
import dev.bellhop.resolver.fake.Worker;
import dev.bellhop.resolver.resolution.Kickoff;
import dev.bellhop.resolver.resolution.TestReceipts;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import java.lang.reflect.Constructor;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AdmissionTest {
    private static final UUID ORGANIZATION = UUID.randomUUID();
    private static final UUID AUTOMATION = UUID.randomUUID();
    private static final UUID KICKOFF = UUID.randomUUID();
    private static final Worker WORKER = new Worker();
    private static final Instant APPENDED = Instant.parse("2026-11-21T10:00:00Z");
    private static final Instant RECEIVED = Instant.parse("2026-11-21T10:07:00Z");
    private static final String PAYLOAD = """
        {"kickoffId":"%s","organizationId":"%s","automationId":"%s","kind":"flow","recipient":%s,"deadline":"2026-11-21T10:07:09Z"}\
        """.formatted(KICKOFF, ORGANIZATION, AUTOMATION, WORKER.jwk());

    private final AtomicReference<Instant> judgedAt = new AtomicReference<>();

    @Test
    void admitsARecordBoundToItsGrant() {
        Kickoff kickoff = admit(good(), claims(), true).awaitItem().getItem();

        assertThat(kickoff.id()).isEqualTo(KICKOFF);
        assertThat(kickoff.organization()).isEqualTo(ORGANIZATION);
        assertThat(kickoff.automation()).isEqualTo(AUTOMATION);
        assertThat(kickoff.kind()).isEqualTo("flow");
        assertThat(kickoff.recipient().orElseThrow().thumbprint()).isEqualTo(WORKER.thumbprint());
        assertThat(kickoff.deadline().remaining()).hasSeconds(9);
        assertThat(kickoff.lateness()).isEmpty();
        assertThat(kickoff.inClear()).isFalse();
    }

    static Stream<Arguments> refusesRecordsThatAreNoKickoffs() {
        return Stream.of(
                malformed("no specification version", r -> r.without("ce_specversion"), "ce_specversion"),
                malformed(
                        "another specification version", r -> r.withHeader("ce_specversion", "0.3"), "ce_specversion"),
                malformed("another type", r -> r.withHeader("ce_type", "dev.bellhop.kickoff.resolved.v1"), "ce_type"),
                malformed("no source", r -> r.without("ce_source"), "ce_source"),
                malformed("an id that is none", r -> r.withHeader("ce_id", "1"), "ce_id"),
                malformed(
                        "the id of another kickoff",
                        r -> r.withHeader("ce_id", UUID.randomUUID().toString()),
                        "ce_id"),
                malformed(
                        "structured mode",
                        r -> r.withHeader("content-type", "application/cloudevents+json"),
                        "content-type"),
                malformed("a tombstone", r -> new KickoffRecord(r.key(), null, r.headers()), "body"),
                malformed("no JSON", r -> r.withPayload("hello"), "body"),
                malformed("a JSON array", r -> r.withPayload("[" + PAYLOAD + "]"), "body"),
                malformed("two documents", r -> r.withPayload(PAYLOAD + PAYLOAD), "body"),
                malformed(
                        "a member twice",
                        r -> payload(r, "\"kind\":\"flow\"", "\"kind\":\"flow\",\"kind\":\"crew\""),
                        "body"),
                malformed("a member nobody knows", r -> payload(r, "deadline", "deadlin"), "deadlin"),
                malformed(
                        "no UTF-8",
                        r -> new KickoffRecord(r.key(), new byte[] {'{', (byte) 0xff, '}'}, r.headers()),
                        "body"),
                malformed("deep nesting", r -> r.withPayload("{\"recipient\":" + "[".repeat(2_000)), "body"),
                malformed("too many bytes", r -> r.withPayload(PAYLOAD + " ".repeat(20_000)), "body"),
                malformed("a large header nobody knows", r -> r.withHeader("x-padding", "x".repeat(40_000)), "headers"),
                malformed("no kickoff id", r -> payload(r, "\"kickoffId\":\"" + KICKOFF + "\",", ""), "kickoffId"),
                malformed(
                        "an organization that is no UUID",
                        r -> payload(r, ORGANIZATION.toString(), "acme"),
                        "organizationId"),
                malformed(
                        "an automation that is a number",
                        r -> payload(r, "\"" + AUTOMATION + "\"", "7"),
                        "automationId"),
                malformed("a kind with a line break", r -> payload(r, "\"flow\"", "\"flow\\n\""), "kind"),
                malformed("a deadline without offset", r -> payload(r, "10:07:09Z", "10:07:09"), "deadline"),
                malformed("a deadline that is no day", r -> payload(r, "2026-11-21", "2026-11-31"), "deadline"),
                argumentSet(
                        "a recipient off the curve",
                        change(r -> payload(
                                r,
                                WORKER.jwk(),
                                new Worker()
                                        .jwk()
                                        .replace("\"x\":\"", "\"x\":\"A")
                                        .replaceAll("(\"x\":\"A.{42}).", "$1"))),
                        Reason.RECIPIENT_INVALID,
                        "recipient"),
                argumentSet(
                        "a recipient that is a string",
                        change(r -> payload(r, WORKER.jwk(), "\"me\"")),
                        Reason.RECIPIENT_INVALID,
                        "recipient"),
                argumentSet(
                        "no token",
                        change(r -> r.without("authorization")),
                        Reason.KICKOFF_UNAUTHENTICATED,
                        "authorization"),
                argumentSet(
                        "another scheme",
                        change(r -> r.withHeader("authorization", "Basic abc")),
                        Reason.KICKOFF_UNAUTHENTICATED,
                        "authorization"));
    }

    @ParameterizedTest
    @MethodSource
    void refusesRecordsThatAreNoKickoffs(UnaryOperator<KickoffRecord> change, Reason reason, String field) {
        Refusal refusal = refusal(admit(change.apply(good()), claims(), true));

        assertThat(refusal.reason()).isEqualTo(reason);
        assertThat(refusal.errors().get(0).field()).startsWith(field);
    }

    static Stream<Arguments> refusesGrantsThatWereIssuedForSomethingElse() {
        String other = UUID.randomUUID().toString();
        return Stream.of(
                argumentSet("another organization", "organization_id", other, "organization_id"),
                argumentSet("another automation", "automation_id", other, "automation_id"),
                argumentSet("another kickoff", "kickoff_id", other, "kickoff_id"),
                argumentSet("another recipient", "cnf", Map.of("jkt", new Worker().thumbprint()), "cnf.jkt"),
                argumentSet("a confirmation of another kind", "cnf", Map.of("x5t#S256", "abc"), "cnf.jkt"),
                argumentSet("a confirmation that is no object", "cnf", WORKER.thumbprint(), "cnf.jkt"),
                argumentSet("a list of kickoffs", "kickoff_id", List.of(KICKOFF.toString()), "kickoff_id"),
                argumentSet("no organization", "organization_id", null, "organization_id"),
                argumentSet("no automation", "automation_id", null, "automation_id"),
                argumentSet("no kickoff", "kickoff_id", null, "kickoff_id"),
                argumentSet("no confirmation", "cnf", null, "cnf"));
    }

    @ParameterizedTest
    @MethodSource
    void refusesGrantsThatWereIssuedForSomethingElse(String claim, Object value, String field) {
        Map<String, Object> claims = claims();
        claims.put(claim, value);

        Refusal refusal = refusal(admit(good(), claims, true));

        assertThat(refusal.reason()).isEqualTo(Reason.KICKOFF_NOT_BOUND);
        assertThat(refusal.errors().get(0).field()).isEqualTo(field);
    }

    @Test
    void aGrantForASealedResultIsNoneForAnUnsealedOne() {
        KickoffRecord unsealed = payload(good(), "\"recipient\":" + WORKER.jwk() + ",", "");

        assertThat(refusal(admit(unsealed, claims(), true)).reason()).isEqualTo(Reason.KICKOFF_NOT_BOUND);
        Map<String, Object> unconfirmed = claims();
        unconfirmed.remove("cnf");
        assertThat(admit(unsealed, unconfirmed, true).awaitItem().getItem().recipient())
                .isEmpty();
    }

    @Test
    void whereNoBoundGrantIsRequiredAnotherTrustedCallersTokenDoes() {
        assertThat(admit(good(), Map.of(), false).awaitItem().getItem().id()).isEqualTo(KICKOFF);
        assertThat(refusal(admit(good(), Map.of(), true)).reason()).isEqualTo(Reason.KICKOFF_NOT_BOUND);
        assertThat(refusal(admit(good(), Map.of("kickoff_id", "another"), false))
                        .reason())
                .isEqualTo(Reason.KICKOFF_NOT_BOUND);
    }

    @Test
    void aCallerWithoutThePermissionForTheOrganizationIsRefused() {
        Caller elsewhere = caller(claims(), OrganizationScope.of(Set.of(UUID.randomUUID())));

        Refusal refusal = refusal(admit(record(good(), TimestampType.LOG_APPEND_TIME, APPENDED), elsewhere, true));

        assertThat(refusal.reason()).isEqualTo(Reason.KICKOFF_FORBIDDEN);
    }

    @Test
    void aTokenIsJudgedWhenTheBrokerAppendedItAndNotWhenTheProducerSays() {
        admit(record(good(), TimestampType.LOG_APPEND_TIME, APPENDED), caller(claims(), OrganizationScope.ANY), true)
                .awaitItem();
        assertThat(judgedAt.get()).isEqualTo(APPENDED);

        admit(record(good(), TimestampType.CREATE_TIME, APPENDED), caller(claims(), OrganizationScope.ANY), true)
                .awaitItem();
        assertThat(judgedAt.get()).isEqualTo(RECEIVED);
    }

    @Test
    void anOldRecordIsAdmittedButLate() {
        Kickoff onTime = admittedAfter(900);
        Kickoff late = admittedAfter(901);

        assertThat(onTime.lateness()).isEmpty();
        assertThat(late.lateness().orElseThrow().reason()).isEqualTo(Reason.KICKOFF_TOO_OLD);
    }

    @Test
    void aRecordWhoseIssuersKeysDoNotComeIsUnauthenticatedAndSaysSo() throws Exception {
        CallerException unavailable = keysUnavailable();
        Admission admission = new Admission(
                (token, at) -> Uni.createFrom().failure(unavailable),
                new TestKickoffConfig(true, Duration.ofMillis(1)));

        Refusal refusal = refusal(admission
                .admit(record(good(), TimestampType.LOG_APPEND_TIME, APPENDED), TestReceipts.at(RECEIVED), () -> false)
                .subscribe()
                .withSubscriber(UniAssertSubscriber.create()));

        assertThat(refusal.reason()).isEqualTo(Reason.KICKOFF_UNAUTHENTICATED);
        assertThat(refusal.code()).isEqualTo("keys-unavailable");
    }

    /** As caller-identity makes it, which lets nobody else. */
    private static CallerException keysUnavailable() throws ReflectiveOperationException {
        Constructor<CallerException> made =
                CallerException.class.getDeclaredConstructor(CallerException.Reason.class, String.class);
        made.setAccessible(true);
        return made.newInstance(CallerException.Reason.KEYS_UNAVAILABLE, "the keys cannot be fetched");
    }

    private Kickoff admittedAfter(int seconds) {
        return admit(
                        record(good(), TimestampType.LOG_APPEND_TIME, RECEIVED.minusSeconds(seconds)),
                        caller(claims(), OrganizationScope.ANY),
                        true)
                .awaitItem()
                .getItem();
    }

    private UniAssertSubscriber<Kickoff> admit(KickoffRecord record, Map<String, Object> claims, boolean bound) {
        return admit(
                record(record, TimestampType.LOG_APPEND_TIME, APPENDED), caller(claims, OrganizationScope.ANY), bound);
    }

    private UniAssertSubscriber<Kickoff> admit(ConsumerRecord<byte[], byte[]> record, Caller caller, boolean bound) {
        Admission.Proof proof = (token, at) -> {
            judgedAt.set(at);
            return Uni.createFrom().item(caller);
        };
        return new Admission(proof, TestKickoffConfig.requiringBoundRecipient(bound))
                .admit(record, TestReceipts.at(RECEIVED), () -> false)
                .subscribe()
                .withSubscriber(UniAssertSubscriber.create());
    }

    private static Refusal refusal(UniAssertSubscriber<Kickoff> admission) {
        Throwable failure = admission.awaitFailure().getFailure();
        assertThat(failure).isInstanceOf(Refusal.class);
        return (Refusal) failure;
    }

    private static Caller caller(Map<String, Object> claims, OrganizationScope organizations) {
        Entitlement entitlement = new Entitlement(Set.of("kickoffs:resolve"), organizations, Set.of(), Set.of());
        return new Caller(
                "kickoffs", "https://issuer.test", "subject", "bellhop-kickoff", List.of(entitlement), claims);
    }

    private static Map<String, Object> claims() {
        Map<String, Object> claims = new HashMap<>();
        claims.put("organization_id", ORGANIZATION.toString());
        claims.put("automation_id", AUTOMATION.toString());
        claims.put("kickoff_id", KICKOFF.toString());
        claims.put("cnf", Map.of("jkt", WORKER.thumbprint()));
        return claims;
    }

    private static KickoffRecord good() {
        return KickoffRecord.of(ORGANIZATION, KICKOFF, PAYLOAD, "a.b.c");
    }

    private static KickoffRecord payload(KickoffRecord record, String replaced, String by) {
        String payload = new String(record.payload(), StandardCharsets.UTF_8);
        assertThat(payload).contains(replaced);
        return record.withPayload(payload.replace(replaced, by));
    }

    private static UnaryOperator<KickoffRecord> change(UnaryOperator<KickoffRecord> change) {
        return change;
    }

    private static Arguments malformed(String name, UnaryOperator<KickoffRecord> change, String field) {
        return argumentSet(name, change, Reason.KICKOFF_MALFORMED, field);
    }

    private static ConsumerRecord<byte[], byte[]> record(KickoffRecord record, TimestampType type, Instant timestamp) {
        Headers headers = new RecordHeaders();
        record.headers().forEach((name, value) -> headers.add(name, value.getBytes(StandardCharsets.UTF_8)));
        return new ConsumerRecord<>(
                "bellhop.kickoffs",
                0,
                7,
                timestamp.toEpochMilli(),
                type,
                -1,
                -1,
                record.key(),
                record.payload(),
                headers,
                Optional.empty());
    }
}
