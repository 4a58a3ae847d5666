package dev.bellhop.emulator.arm;

import dev.bellhop.emulator.entra.Tenant;
import dev.bellhop.emulator.http.CloudAnswer;
import dev.bellhop.emulator.http.CloudRequest;
import dev.bellhop.emulator.http.NotEmulatedException;
import dev.bellhop.emulator.vault.Role;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The built-in roles for Key Vault, as {@code az role assignment create} looks them up: all, or by name. */
final class RoleDefinitions {
    private static final String TYPE = "Microsoft.Authorization/roleDefinitions";
    private static final Pattern BY_NAME = Pattern.compile("\\s*roleName\\s+eq\\s+'([^']*)'\\s*");

    private RoleDefinitions() {}

    static CloudAnswer answer(Tenant tenant, CloudRequest request) {
        Arm.requireMethod("GET", request);
        Optional<String> name = request.query("$filter").map(RoleDefinitions::name);
        return CloudAnswer.json(
                200,
                Map.of(
                        "value",
                        Arrays.stream(Role.values())
                                .filter(role -> name.isEmpty() || role.title().equalsIgnoreCase(name.get()))
                                .map(role -> shown(tenant, role))
                                .toList()));
    }

    private static String name(String filter) {
        Matcher matcher = BY_NAME.matcher(filter);
        if (!matcher.matches()) {
            throw new NotEmulatedException("a $filter of role definitions other than roleName eq '<name>'");
        }
        return matcher.group(1);
    }

    private static Map<String, Object> shown(Tenant tenant, Role role) {
        Map<String, Object> json = Identities.resource(id(tenant, role), role.id(), TYPE);
        json.put("properties", Map.of("roleName", role.title(), "type", "BuiltInRole"));
        return json;
    }

    static String id(Tenant tenant, Role role) {
        return "/subscriptions/" + tenant.subscriptionId() + "/providers/" + TYPE + "/" + role.id();
    }
}
