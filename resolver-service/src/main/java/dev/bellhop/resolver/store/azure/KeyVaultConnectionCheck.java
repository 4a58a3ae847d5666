package dev.bellhop.resolver.store.azure;

import dev.bellhop.resolver.assertion.AssertionKey;
import dev.bellhop.resolver.assertion.ClientAssertion;
import dev.bellhop.resolver.assertion.ClientAssertions;
import dev.bellhop.resolver.assertion.Discovery;
import dev.bellhop.resolver.exchange.AccessToken;
import dev.bellhop.resolver.exchange.AccessTokens;
import dev.bellhop.resolver.exchange.AuthorityClock;
import dev.bellhop.resolver.exchange.TokenKey;
import dev.bellhop.resolver.store.ConnectionCheck;
import dev.bellhop.resolver.store.HopVerdict;
import dev.bellhop.resolver.store.SecretReference;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/**
 * The way to a Key Vault, leg by leg: our issuer, its public documents, the clocks, the exchange, a list, a read. Listing and reading do
 * not depend on each other, so a denied list leaves the read to be tried.
 */
@ApplicationScoped
class KeyVaultConnectionCheck implements ConnectionCheck {
    private static final String SETTINGS = "settings";
    private static final String ISSUER = "issuer";
    private static final String DISCOVERY = "discovery";
    private static final String CLOCK = "clock";
    private static final String EXCHANGE = "exchange";
    private static final String LIST = "list";
    private static final String READ = "read";

    private final KeyVault vault;
    private final ClientAssertions assertions;
    private final Discovery discovery;
    private final AuthorityClock clock;
    private final AccessTokens tokens;

    KeyVaultConnectionCheck(
            KeyVault vault,
            ClientAssertions assertions,
            Discovery discovery,
            AuthorityClock clock,
            AccessTokens tokens) {
        this.vault = vault;
        this.assertions = assertions;
        this.discovery = discovery;
        this.clock = clock;
        this.tokens = tokens;
    }

    @Override
    public String provider() {
        return "azure_key_vault";
    }

    @Override
    public Uni<List<HopVerdict>> test(SecretReference reference) {
        Legs legs = new Legs(List.of(SETTINGS, ISSUER, DISCOVERY, CLOCK, EXCHANGE, LIST, READ));
        return legs.leg(
                        SETTINGS,
                        () -> Uni.createFrom().item(() -> accessed(reference)),
                        access -> "vault " + access.vault().host() + ", application "
                                + access.token().client())
                .chain(access -> tested(legs, access))
                .onFailure(Legs.Stopped.class)
                .recoverWithNull()
                .map(ended -> legs.verdicts());
    }

    private Uni<Void> tested(Legs legs, VaultRead access) {
        return proof(legs, access)
                .call(() -> legs.leg(
                        CLOCK,
                        () -> clock.ahead(access.token().cloud()),
                        ahead -> "the cloud's clock is " + ahead.abs().toSeconds() + " s "
                                + (ahead.isNegative() ? "behind" : "ahead")))
                .chain(assertion -> legs.leg(
                        EXCHANGE,
                        () -> tokens.exchangedNow(access.token(), assertion),
                        token -> "an access token for " + access.token().cloud().vaultResource()))
                .chain(token -> atTheVault(legs, access, token));
    }

    private VaultRead accessed(SecretReference reference) {
        return reference.name() == null ? vault.accessOf(reference) : vault.readOf(reference);
    }

    /** What is presented to the cloud: an assertion for a workload identity, nothing of ours for a client secret. */
    private Uni<Optional<ClientAssertion>> proof(Legs legs, VaultRead access) {
        TokenKey key = access.token();
        if (key.identity().isEmpty()) {
            legs.notNeeded(ISSUER, "the credential has a client secret");
            legs.notNeeded(DISCOVERY, "the credential has a client secret");
            return Uni.createFrom().item(Optional.empty());
        }
        AssertionKey wanted = new AssertionKey(
                key.organization(), key.automation(), key.cloud().audience());
        return legs.leg(
                        ISSUER,
                        () -> assertions.mintedNow(wanted),
                        minted -> "a subject token of " + minted.issuer() + " for " + minted.subject() + ", key "
                                + minted.keyId())
                .call(minted -> legs.leg(
                        DISCOVERY,
                        () -> discovery.check(minted).replaceWith(minted),
                        checked -> "issuer and key are served as the token names them"))
                .map(Optional::of);
    }

    private Uni<Void> atTheVault(Legs legs, VaultRead access, AccessToken token) {
        Uni<Void> listed = legs.leg(
                        LIST,
                        () -> vault.listedNow(access, token),
                        page -> page.names().size() + (page.next().isPresent() ? " or more" : "") + " secret(s)")
                .replaceWithVoid()
                .onFailure(Legs.Stopped.class)
                .recoverWithNull();
        if (access.name().equals(SecretName.NONE)) {
            legs.notNeeded(READ, "no secretName was given");
            return listed;
        }
        return listed.chain(() -> legs.leg(
                        READ,
                        () -> vault.readNow(access, token),
                        version -> "version " + version.version()
                                + (version.warnings().isEmpty() ? "" : "; " + String.join("; ", version.warnings())))
                .replaceWithVoid());
    }
}
