package dev.bellhop.local;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.bellhop.local.stack.CloudBox;
import java.util.UUID;
import java.util.function.Consumer;

/** How to point other programs at the cloud in a box, as commands to paste into a shell. */
final class Pointers {
    private final CloudBox box;

    Pointers(CloudBox box) {
        this.box = box;
    }

    void print(Consumer<String> out) {
        out.accept("");
        out.accept(
                "The cloud in a box is up; Ctrl-C stops it and forgets everything. Not for production. Its log is in "
                        + box.logs());
        out.accept("");
        out.accept("curl, in bash (what it holds at first: one tenant, one application, the vault acme-kv):");
        out.accept("");
        curl().lines().forEach(line -> out.accept("  " + line));
        out.accept("");
        out.accept(
                "Azure SDKs for Java take no HTTPS_PROXY; these JVM flags do, with WorkloadIdentityCredential's own variables:");
        out.accept("");
        java().lines().forEach(line -> out.accept("  " + line));
        out.accept("");
        out.accept(
                "Azure SDKs for Go, Python and .NET, Terraform and az (their settings; what of ARM they may ask is in docs/conformance.md):");
        out.accept("");
        tools().lines().forEach(line -> out.accept("  " + line));
    }

    /** Runs as it is; a test runs it. */
    String curl() {
        return """
                CA='%s'
                PROXY=%s
                CONTROL=%s
                CONTROL_TOKEN_FILE='%s'
                TENANT=11111111-1111-1111-1111-111111111111
                CLIENT=22222222-2222-2222-2222-222222222222

                # the vault's challenge to whoever has no token
                curl -sS -i --cacert "$CA" --proxy $PROXY "https://acme-kv.vault.azure.net/secrets/openai-api-key?api-version=7.6"

                # an assertion of the box's own identity provider, exchanged for an access token, which reads the secret
                curl -sS --cacert "$CA" -H @<(printf "Authorization: Bearer "; cat "$CONTROL_TOKEN_FILE") $CONTROL/control/identity-provider/tokens \\
                  -d '{"subject":"organization:7d0c3f7e-9f2d-4a51-bb0e-54b6c5b3e0a1","audience":"api://AzureADTokenExchange","lifetimeSeconds":3600}' \\
                  | sed 's/.*"token":"\\([^"]*\\)".*/\\1/' | tr -d '\\n' >"$(dirname "$CA")/assertion.jwt"
                ACCESS_TOKEN=$(curl -sS --cacert "$CA" --proxy $PROXY https://login.microsoftonline.com/$TENANT/oauth2/v2.0/token \\
                  -d grant_type=client_credentials -d client_id=$CLIENT --data-urlencode scope=https://vault.azure.net/.default \\
                  -d client_assertion_type=urn:ietf:params:oauth:client-assertion-type:jwt-bearer \\
                  --data-urlencode "client_assertion@$(dirname "$CA")/assertion.jwt" | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/')
                curl -sS --cacert "$CA" --proxy $PROXY -H @<(printf "Authorization: Bearer %%s" "$ACCESS_TOKEN") \\
                  "https://acme-kv.vault.azure.net/secrets/openai-api-key?api-version=7.6"

                # which assertions the application trusts, by Microsoft Graph
                GRAPH_TOKEN=$(curl -sS --cacert "$CA" -H @<(printf "Authorization: Bearer "; cat "$CONTROL_TOKEN_FILE") \\
                  $CONTROL/control/tenants/$TENANT/administrator-tokens -d '{"audience":"https://graph.microsoft.com"}' | sed 's/.*"token":"\\([^"]*\\)".*/\\1/')
                curl -sS --cacert "$CA" --proxy $PROXY -g -H @<(printf "Authorization: Bearer %%s" "$GRAPH_TOKEN") \\
                  "https://graph.microsoft.com/v1.0/applications(appId='$CLIENT')/federatedIdentityCredentials"

                # the next request to the vault is throttled
                curl -sS --cacert "$CA" -X PUT -H @<(printf "Authorization: Bearer "; cat "$CONTROL_TOKEN_FILE") $CONTROL/control/faults/throttled \\
                  -d '{"vault":"acme-kv","status":429,"headers":{"Retry-After":"2"},"times":1}'
                curl -sS -i --cacert "$CA" --proxy $PROXY "https://acme-kv.vault.azure.net/secrets?api-version=7.6"
                """.formatted(box.caFile(), box.proxy(), box.controlUrl(), box.controlTokenFile());
    }

    private String java() {
        return """
                export AZURE_TENANT_ID=$TENANT AZURE_CLIENT_ID=$CLIENT AZURE_FEDERATED_TOKEN_FILE="$(dirname "$CA")/assertion.jwt"
                java -Dhttps.proxyHost=127.0.0.1 -Dhttps.proxyPort=%d \\
                  -Djavax.net.ssl.trustStore='%s' -Djavax.net.ssl.trustStorePassword=%s -jar your-program.jar
                """.formatted(box.proxy().getPort(), box.trustStore(), CloudBox.TRUST_STORE_PASSWORD);
    }

    private String tools() {
        return """
                HTTPS_PROXY=$PROXY SSL_CERT_FILE="$CA" your-program                     # Go, .NET on Linux
                HTTPS_PROXY=$PROXY REQUESTS_CA_BUNDLE="$CA" SSL_CERT_FILE="$CA" python3 your-program.py
                HTTPS_PROXY=$PROXY SSL_CERT_FILE="$CA" ARM_USE_OIDC=true ARM_OIDC_TOKEN_FILE_PATH="$(dirname "$CA")/assertion.jwt" \\
                  ARM_TENANT_ID=$TENANT ARM_CLIENT_ID=$CLIENT ARM_SUBSCRIPTION_ID=%s ARM_RESOURCE_PROVIDER_REGISTRATIONS=none terraform plan
                export HTTPS_PROXY=$PROXY REQUESTS_CA_BUNDLE="$CA"
                az login --service-principal --username $CLIENT --tenant $TENANT --federated-token "$(cat "$(dirname "$CA")/assertion.jwt")"
                az keyvault secret show --vault-name acme-kv --name openai-api-key
                """.formatted(UUID.nameUUIDFromBytes("11111111-1111-1111-1111-111111111111".getBytes(US_ASCII)));
    }
}
