package dev.bellhop.config.organization;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.bellhop.config.problem.Checks;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An organization as an admin writes it. What answers show beyond it may be sent back and is not read.
 *
 * @param id at creation: chosen by the caller, or by us where absent; at replacement absent or the same
 * @param enabled true where absent; a disabled organization's plans are refused
 */
@Schema(name = "OrganizationRequest")
@JsonIgnoreProperties({"revision", "createdAt", "updatedAt"})
record OrganizationRequest(
        UUID id,

        @Schema(minLength = 1, maxLength = 120, required = true)
        String name,

        Boolean enabled) {

    boolean isEnabled() {
        return enabled == null || enabled;
    }

    OrganizationRequest checked() {
        Checks checks = new Checks();
        checks.name("name", name);
        checks.done();
        return this;
    }

    OrganizationRequest checkedFor(UUID path) {
        Checks checks = new Checks();
        checks.id(id, path);
        checks.name("name", name);
        checks.done();
        return this;
    }
}
