package dev.bellhop.config.automation;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.bellhop.config.problem.CheckedBody;
import dev.bellhop.config.problem.Checks;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An automation as an admin writes it. What answers show beyond it may be sent back and is not read.
 *
 * @param id absent, or at replacement the one in the address
 * @param enabled true where absent; a disabled automation's plan is refused
 */
@Schema(name = "AutomationRequest")
@JsonIgnoreProperties({"revision", "createdAt", "updatedAt"})
record AutomationRequest(
        UUID id,

        @Schema(minLength = 1, maxLength = 120, required = true)
        String name,

        Boolean enabled) implements CheckedBody {

    boolean isEnabled() {
        return enabled == null || enabled;
    }

    @Override
    public void check(Checks checks, UUID path) {
        checks.id(id, path);
        checks.name("name", name);
    }

    @Override
    public String idParameter() {
        return "automation";
    }
}
