package dev.bellhop.local;

import dev.bellhop.local.stack.StackFile;
import java.net.URI;
import java.nio.file.Path;
import java.util.function.Consumer;

/** What a running stack offers, with commands to paste into a shell. */
final class Addresses {
    private final StackFile stack;
    private final Path stackFile;

    Addresses(StackFile stack, Path stackFile) {
        this.stack = stack;
        this.stackFile = stackFile;
    }

    void print(Consumer<String> out) {
        out.accept("");
        out.accept("The stack is up; Ctrl-C stops it. All addresses, topics and demo tokens: " + stackFile);
        service(out, "issuer-service", stack.issuer());
        service(out, "config-service", stack.config());
        stack.resolvers().forEach(resolver -> service(out, "resolver-service", resolver));
        line(out, "Kafka", stack.kafka().bootstrapServers());
        line(
                out,
                "PostgreSQL",
                stack.postgresql().issuer() + " and " + stack.postgresql().config());
        line(
                out,
                "emulator",
                stack.emulator().controlUrl() + ", its cloud behind the proxy "
                        + stack.emulator().proxy());
        out.accept("");
        out.accept("Try, in bash (the real protocols, the emulated cloud):");
        out.accept("");
        commands().lines().forEach(line -> out.accept("  " + line));
    }

    private String commands() {
        String issuer = stack.issuer().url().toString();
        return """
                CA='%s'
                TOKENS='%s'
                PROXY=%s
                ORGANIZATION=%s
                VAULT=%s

                # our issuer, as Entra sees it
                curl --cacert "$CA" %s/.well-known/openid-configuration

                # the vault's challenge to whoever has no token
                curl --cacert "$CA" --proxy $PROXY -i "$VAULT/secrets/openai-api-key?api-version=7.4"

                # by hand what the resolver does: a subject token, exchanged for an access token, which reads the secret
                SUBJECT_TOKEN=$(curl -s --cacert "$CA" %s/oauth2/token \\
                  -d grant_type=urn:ietf:params:oauth:grant-type:token-exchange \\
                  --data-urlencode "subject_token@$TOKENS/pipeline.jwt" -d subject_token_type=urn:ietf:params:oauth:token-type:jwt \\
                  -d audience=api://AzureADTokenExchange -d resource=urn:bellhop:organization:$ORGANIZATION \\
                  | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/')
                ACCESS_TOKEN=$(curl -s --cacert "$CA" --proxy $PROXY https://login.microsoftonline.com/%s/oauth2/v2.0/token \\
                  -d grant_type=client_credentials -d client_id=%s -d scope=https://vault.azure.net/.default \\
                  -d client_assertion_type=urn:ietf:params:oauth:client-assertion-type:jwt-bearer --data-urlencode client_assertion@<(printf %%s "$SUBJECT_TOKEN") \\
                  | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/')
                curl --cacert "$CA" --proxy $PROXY -H @<(printf "Authorization: Bearer %%s" "$ACCESS_TOKEN") "$VAULT/secrets/openai-api-key?api-version=7.4"

                # what config-service knows about the organization's variables
                curl --cacert "$CA" -H @<(printf "Authorization: Bearer "; cat "$TOKENS/admin.jwt") \\
                  %s/v1/organizations/$ORGANIZATION/environment-variables
                """.formatted(
                        stack.caFile(),
                        stack.tokenDirectory(),
                        stack.emulator().proxy(),
                        made("organization"),
                        made("vaultUrl"),
                        issuer,
                        issuer,
                        made("tenant"),
                        made("clientId"),
                        stack.config().url());
    }

    private String made(String name) {
        return stack.demo().path(name).asText();
    }

    private static void service(Consumer<String> out, String name, StackFile.Service service) {
        URI management = service.managementUrl();
        line(out, name, service.url() + "  health " + management + "/q/health  metrics " + management + "/q/metrics");
    }

    private static void line(Consumer<String> out, String name, String address) {
        out.accept(String.format("  %-18s %s", name, address));
    }
}
