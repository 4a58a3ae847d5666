package dev.bellhop.resolver.plan;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.bellhop.caller.ServiceTokens;
import dev.bellhop.resolver.diagnosis.Hop;
import dev.bellhop.resolver.diagnosis.ResolutionException;
import dev.bellhop.resolver.fresh.Backoff;
import dev.bellhop.resolver.fresh.Deadline;
import dev.bellhop.resolver.fresh.FreshReads;
import dev.bellhop.resolver.fresh.Retries;
import dev.bellhop.resolver.plan.ConfigServiceEndpoint.TaggedPlan;
import dev.bellhop.resolver.secret.SecretText;
import dev.bellhop.resolver.upstream.ServiceUrl;
import dev.bellhop.resolver.upstream.UpstreamConfig;
import dev.bellhop.resolver.upstream.Upstreams;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Resolution plans and direct values. A plan is re-validated at config-service for every kickoff, by a request made after the kickoff
 * came in: what was disabled a second ago is disabled for the next kickoff. Values are read anew, and not kept.
 */
@Startup
@ApplicationScoped
public class ResolutionPlans {
    private static final Duration FORGOTTEN_UNUSED = Duration.ofHours(1);

    private final ConfigServiceEndpoint endpoint;
    private final Retries retries;
    private final Cache<Automation, TaggedPlan> held;
    private final FreshReads<Automation, TaggedPlan> plans = new FreshReads<>();
    private final FreshReads<Automation, DirectValues> values = new FreshReads<>();

    @Inject
    ResolutionPlans(PlanConfig config, UpstreamConfig upstream, Upstreams upstreams, ServiceTokens tokens) {
        this(
                new ConfigServiceEndpoint(
                        upstreams.services(),
                        ServiceUrl.of("bellhop.config.url", config.url()),
                        () -> tokens.tokenFor("config"),
                        upstream.attemptTimeout()),
                new Backoff(
                        upstream.backoffBase(),
                        upstream.backoffCap(),
                        () -> ThreadLocalRandom.current().nextDouble()),
                config.maxPlans());
    }

    ResolutionPlans(ConfigServiceEndpoint endpoint, Backoff backoff, long maxPlans) {
        this.endpoint = endpoint;
        this.retries = new Retries(backoff);
        this.held = Caffeine.newBuilder()
                .maximumSize(maxPlans)
                .expireAfterAccess(FORGOTTEN_UNUSED)
                .build();
    }

    /** The automation's plan as of now; fails with a {@link ResolutionException}. */
    public Uni<ResolutionPlan> planFor(UUID organization, UUID automation, Deadline deadline) {
        Automation key = new Automation(organization, automation);
        return retries.within(deadline, Hop.PLAN, () -> plans.read(key, () -> revalidated(key)))
                .map(TaggedPlan::plan);
    }

    /** The automation's direct values and defaults as of now; fails with a {@link ResolutionException}. */
    public Uni<DirectValues> valuesFor(UUID organization, UUID automation, Deadline deadline) {
        Automation key = new Automation(organization, automation);
        return retries.within(
                deadline, Hop.PLAN, () -> values.read(key, () -> endpoint.values(organization, automation)));
    }

    /** One credential as of now, with its workload identity config and the variables that use it; fails with a {@link ResolutionException}. */
    public Uni<ResolutionPlan> credentialFor(UUID organization, UUID credential, Deadline deadline) {
        return retries.within(deadline, Hop.PLAN, () -> endpoint.credential(organization, credential));
    }

    /**
     * A credential's client secret as of now, asked for only to be exchanged; fails with a {@link ResolutionException}, also when the
     * credential has been changed since this plan of it was read.
     */
    public Uni<SecretText> clientSecretFor(UUID organization, SecretProviderCredential credential, Deadline deadline) {
        return retries.within(
                deadline, Hop.PLAN, () -> endpoint.clientSecret(organization, credential.id(), credential.revision()));
    }

    private Uni<TaggedPlan> revalidated(Automation key) {
        return endpoint.plan(key.organization(), key.automation(), Optional.ofNullable(held.getIfPresent(key)))
                .invoke(answer -> {
                    if (answer.etag() != null) {
                        held.put(key, answer);
                    }
                })
                .onFailure()
                .invoke(() -> held.invalidate(key));
    }

    private record Automation(UUID organization, UUID automation) {}
}
