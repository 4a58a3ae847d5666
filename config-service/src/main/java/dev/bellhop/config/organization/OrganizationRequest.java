package dev.bellhop.config.organization;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.bellhop.config.problem.CheckedBody;
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

        Boolean enabled) implements CheckedBody {

    boolean isEnabled() {
        return enabled == null || enabled;
    }

    /** At creation the id is the caller's to choose. */
    @Override
    public void check(Checks checks, UUID path) {
        if (path != null) {
            checks.id(id, path);
        }
        checks.name("name", name);
    }

    @Override
    public String idParameter() {
        return "organization";
    }
}
