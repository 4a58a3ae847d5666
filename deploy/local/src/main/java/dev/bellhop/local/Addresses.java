package dev.bellhop.local;

import dev.bellhop.local.stack.StackFile;
import java.net.URI;
import java.nio.file.Path;
import java.util.function.Consumer;

/** What a running stack offers, with commands to paste. */
final class Addresses {
    private final StackFile stack;
    private final Path stackFile;

    Addresses(StackFile stack, Path stackFile) {
        this.stack = stack;
        this.stackFile = stackFile;
    }

    void print(Consumer<String> out) {
        String ca = " --cacert " + stack.caFile();
        String vault = stack.demo().path("vaultUrl").asText();
        String organization = stack.demo().path("organization").asText();
        String read = "curl --proxy " + stack.emulator().proxy() + ca;
        String secret = " '" + vault + "/secrets/openai-api-key?api-version=7.4'";
        out.accept("");
        out.accept("The stack is up; Ctrl-C stops it. All addresses, topics and demo tokens: " + stackFile);
        address(out, "issuer-service", stack.issuer());
        address(out, "config-service", stack.config());
        stack.resolvers().forEach(resolver -> address(out, "resolver-service", resolver));
        line(out, "Kafka", stack.kafka().bootstrapServers());
        line(
                out,
                "PostgreSQL",
                stack.postgresql().issuer() + ", " + stack.postgresql().config());
        line(
                out,
                "emulator",
                stack.emulator().controlUrl() + ", cloud behind the proxy "
                        + stack.emulator().proxy());
        out.accept("");
        out.accept("Try (real protocol, emulated cloud):");
        out.accept("  # our issuer, as Entra sees it");
        out.accept("  curl" + ca + " " + stack.issuer().url() + "/.well-known/openid-configuration");
        out.accept("  # the vault's challenge to whoever has no token");
        out.accept("  " + read + " -i" + secret);
        out.accept("  # federation by hand: a subject token, exchanged for an access token, which reads the secret");
        out.accept("  SUBJECT_TOKEN=$(curl -s" + ca + " " + stack.issuer().url() + "/oauth2/token"
                + " -d grant_type=urn:ietf:params:oauth:grant-type:token-exchange"
                + " -d subject_token_type=urn:ietf:params:oauth:token-type:jwt"
                + " --data-urlencode subject_token@" + stack.tokenDirectory().resolve("pipeline.jwt")
                + " -d audience=api://AzureADTokenExchange -d resource=urn:bellhop:organization:" + organization
                + field("access_token"));
        out.accept("  ACCESS_TOKEN=$(" + read + " -s https://login.microsoftonline.com/"
                + stack.demo().path("tenant").asText() + "/oauth2/v2.0/token"
                + " -d grant_type=client_credentials -d client_id="
                + stack.demo().path("clientId").asText()
                + " -d scope=https://vault.azure.net/.default"
                + " -d client_assertion_type=urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
                + " -d client_assertion=$SUBJECT_TOKEN" + field("access_token"));
        out.accept("  " + read + " -H \"Authorization: Bearer $ACCESS_TOKEN\"" + secret);
        out.accept("  # the configuration of the demo's organization");
        out.accept("  curl" + ca + " -H \"Authorization: Bearer $(cat "
                + stack.tokenDirectory().resolve("admin.jwt") + ")\" "
                + stack.config().url() + "/v1/organizations/" + organization + "/environment-variables");
    }

    private static String field(String name) {
        return " | sed 's/.*\"" + name + "\":\"\\([^\"]*\\)\".*/\\1/')";
    }

    private static void address(Consumer<String> out, String name, StackFile.Service service) {
        URI management = service.managementUrl();
        line(out, name, service.url() + ", health " + management + "/q/health, metrics " + management + "/q/metrics");
    }

    private static void line(Consumer<String> out, String name, String address) {
        out.accept(String.format("  %-18s %s", name, address));
    }
}
