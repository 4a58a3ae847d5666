package dev.bellhop.emulator;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.core.http.ProxyOptions;
import com.azure.core.http.netty.NettyAsyncHttpClientBuilder;
import com.azure.core.http.policy.FixedDelayOptions;
import com.azure.core.http.policy.RetryOptions;
import com.azure.identity.ClientAssertionCredentialBuilder;
import com.azure.security.keyvault.secrets.SecretClient;
import com.azure.security.keyvault.secrets.SecretClientBuilder;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;

/** Microsoft's clients, given the box's proxy and CA and nothing else. */
final class AzureClients {
    private final HttpClient http;

    AzureClients(Box box) {
        SslContext trust = trust(box);
        this.http = new NettyAsyncHttpClientBuilder(
                        reactor.netty.http.client.HttpClient.create().secure(spec -> spec.sslContext(trust)))
                .proxy(new ProxyOptions(ProxyOptions.Type.HTTP, box.emulator().proxyAddress()))
                .build();
    }

    HttpClient http() {
        return http;
    }

    TokenCredential credential(Supplier<String> assertion) {
        return new ClientAssertionCredentialBuilder()
                .tenantId(Box.TENANT.toString())
                .clientId(Box.CLIENT.toString())
                .clientAssertion(assertion)
                .httpClient(http)
                .retryOptions(once())
                .build();
    }

    SecretClient client(TokenCredential credential) {
        return builder(credential).vaultUrl("https://" + Box.VAULT_HOST).buildClient();
    }

    SecretClientBuilder builder(TokenCredential credential) {
        return new SecretClientBuilder().credential(credential).httpClient(http).retryOptions(once());
    }

    static RetryOptions once() {
        return new RetryOptions(new FixedDelayOptions(1, Duration.ofMillis(1)));
    }

    private static SslContext trust(Box box) {
        try {
            return SslContextBuilder.forClient()
                    .trustManager(new ByteArrayInputStream(box.authority().pem().getBytes(StandardCharsets.US_ASCII)))
                    .build();
        } catch (SSLException e) {
            throw new IllegalStateException(e);
        }
    }
}
