package dev.bellhop.issuer.key;

import dev.bellhop.issuer.audit.Action;
import dev.bellhop.issuer.key.ManagedRing.Changed;
import dev.bellhop.issuer.key.RingRefusal.Reason;
import dev.bellhop.issuer.problem.IssuerException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** What operators may see and change of the keys, in whichever mode holds. Each change and each refusal is in the audit trail. */
@ApplicationScoped
class KeyAdministration {
    private static final Logger LOG = Logger.getLogger(KeyAdministration.class);

    private static final Duration LONGEST = Duration.ofSeconds(15);

    private final AtomicReference<Mode> mode = new AtomicReference<>(new Missing(
            new IssuerException(IssuerException.Reason.SIGNING_KEY_MISSING, "the service has not finished starting")));
    private final RingAudit audit;
    private final Duration refresh;

    KeyAdministration(RingAudit audit, KeyConfig config) {
        this.audit = audit;
        this.refresh = config.ringRefresh();
    }

    private sealed interface Mode {}

    private record Managed(ManagedRing ring) implements Mode {}

    private record Configured(ConfiguredKeys keys) implements Mode {}

    private record Missing(IssuerException why) implements Mode {}

    void administer(ManagedRing ring) {
        mode.set(new Managed(ring));
    }

    void show(ConfiguredKeys keys) {
        mode.set(new Configured(keys));
    }

    void lack(IssuerException why) {
        mode.set(new Missing(why));
    }

    Uni<SigningKeysView> ring() {
        return mode.get() instanceof Configured configured
                ? Uni.createFrom().item(SigningKeysView.of(configured.keys()))
                : managed()
                        .chain(ring -> answered(ring.read())
                                .map(reading -> SigningKeysView.of(reading.ring(), ring.policy())));
    }

    Uni<SigningKeysView> prepare(Operator operator) {
        return changed(operator, Action.KEY_PREPARED, null, OperatorChanges::prepare, KeyAdministration::view);
    }

    Uni<SigningKeysView> activate(Operator operator, String kid) {
        return changed(
                operator,
                Action.KEY_ACTIVATED,
                kid,
                (changes, ring) -> changes.activate(ring, named(kid)),
                KeyAdministration::view);
    }

    Uni<SigningKeysView> rotate(Operator operator) {
        return changed(operator, Action.KEYS_ROTATED, null, OperatorChanges::rotate, KeyAdministration::view);
    }

    /** May be repeated: for a key that is revoked already the answer is the one that was due then. */
    Uni<RevocationView> revoke(Operator operator, String kid, boolean unannounced) {
        return changed(
                        operator,
                        Action.KEY_REVOKED,
                        kid,
                        (changes, ring) -> changes.revoke(ring, named(kid), unannounced),
                        (policy, changed) -> revocation(changed.written().get(0), changed.ring(), policy))
                .onFailure(KeyAdministration::isUnknown)
                .recoverWithUni(unknown -> revokedBefore(kid).onItem().ifNull().failWith(unknown));
    }

    private static boolean isUnknown(Throwable failure) {
        return failure instanceof RefusedChange refused && refused.refusal().reason() == Reason.SIGNING_KEY_UNKNOWN;
    }

    private Uni<RevocationView> revokedBefore(String kid) {
        return managed()
                .chain(ring -> answered(ring.find(kid))
                        .chain(key -> key == null || key.revokedAt().isEmpty()
                                ? Uni.createFrom().nullItem()
                                : answered(ring.read())
                                        .map(reading -> revocation(key, reading.ring(), ring.policy()))));
    }

    private RevocationView revocation(StoredKey revoked, StoredRing ring, RotationPolicy policy) {
        return RevocationView.of(revoked, ring, policy, refresh.plus(RingFollower.ONE_READ));
    }

    private static String named(String kid) {
        if (kid == null || kid.isBlank()) {
            throw new RingRefusal(Reason.SIGNING_KEY_NOT_NAMED, "the body must name the key: {\"kid\":\"...\"}");
        }
        return kid;
    }

    private static SigningKeysView view(RotationPolicy policy, Changed changed) {
        return SigningKeysView.of(changed.ring(), policy);
    }

    private <T> Uni<T> changed(
            Operator operator,
            Action action,
            String kid,
            BiFunction<OperatorChanges, StoredRing, List<RingStep>> steps,
            BiFunction<RotationPolicy, Changed, T> view) {
        return managed()
                .chain(ring -> {
                    OperatorChanges changes = new OperatorChanges(ring.policy());
                    Function<StoredRing, List<RingStep>> decision = stored -> steps.apply(changes, stored);
                    return answered(ring.change(Author.of(operator), decision))
                            .map(changed -> view.apply(ring.policy(), changed));
                })
                .onFailure(RingRefusal.class)
                .transform(refusal -> refused(operator, action, kid, (RingRefusal) refusal))
                .onFailure(IssuerException.class)
                .invoke(failure -> audit.unanswered(operator, action, kid, failure));
    }

    private RefusedChange refused(Operator operator, Action action, String kid, RingRefusal refusal) {
        audit.refused(operator, action, kid, refusal);
        return new RefusedChange(refusal, operator.correlationId());
    }

    private Uni<ManagedRing> managed() {
        Mode now = mode.get();
        if (now instanceof Missing missing) {
            return Uni.createFrom().failure(missing.why());
        }
        return now instanceof Managed managed
                ? Uni.createFrom().item(managed.ring())
                : Uni.createFrom()
                        .failure(new RingRefusal(
                                Reason.KEYS_CONFIGURED,
                                "the keys are configured (OIDC_PRIVATE_KEY): they change by restart, with OIDC_NEXT_PUBLIC_KEYS"
                                        + " and OIDC_PREVIOUS_PUBLIC_KEYS"));
    }

    /** Other failures than ours are the database's. */
    private static <T> Uni<T> answered(Uni<T> asked) {
        return asked.ifNoItem()
                .after(LONGEST)
                .fail()
                .onFailure(failure -> !(failure instanceof RingRefusal || failure instanceof IssuerException))
                .transform(failure -> {
                    LOG.warnf("the database of the key ring did not answer an operator: %s", failure);
                    return new IssuerException(
                            IssuerException.Reason.KEY_RING_UNREADABLE,
                            "the database of quarkus.datasource.reactive.url did not answer; GET /v1/signing-keys will show"
                                    + " whether a change was made",
                            failure);
                });
    }
}
