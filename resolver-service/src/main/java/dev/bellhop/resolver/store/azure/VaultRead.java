package dev.bellhop.resolver.store.azure;

import dev.bellhop.resolver.exchange.TokenKey;
import dev.bellhop.resolver.plan.SecretProviderCredential;
import java.util.Optional;

/** One read, and all its answer depends on: whose token (identity, subject, organization), whose credential, which vault, which secret. */
record VaultRead(
        TokenKey token,
        SecretProviderCredential credential,
        VaultUrl vault,
        SecretName name,
        Optional<String> version) {}
