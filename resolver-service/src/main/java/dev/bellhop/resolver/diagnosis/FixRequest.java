package dev.bellhop.resolver.diagnosis;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * The fix as the request that the command line makes of it: to Microsoft Graph, Azure Resource Manager or the vault itself. Sent with a
 * bearer token of somebody who may, by any HTTP client ({@code az rest} brings the token along).
 *
 * @param body as JSON; null for none
 */
public record FixRequest(
        String method,
        String url,
        Map<String, String> headers,
        @JsonInclude(JsonInclude.Include.NON_NULL) JsonNode body) {

    public FixRequest {
        headers = Map.copyOf(headers);
    }
}
