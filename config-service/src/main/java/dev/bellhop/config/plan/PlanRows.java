package dev.bellhop.config.plan;

import dev.bellhop.config.credential.Authentication;
import dev.bellhop.config.credential.SecretProvider;
import dev.bellhop.config.plan.ResolutionPlan.Access;
import dev.bellhop.config.plan.ResolutionPlan.Azure;
import dev.bellhop.config.plan.ResolutionPlan.Config;
import dev.bellhop.config.plan.ResolutionPlan.Credential;
import dev.bellhop.config.plan.ResolutionPlan.Variable;
import dev.bellhop.config.variable.SecretReference;
import dev.bellhop.config.variable.Source;
import dev.bellhop.config.workloadidentity.AzureCloud;
import dev.bellhop.config.workloadidentity.AzureIdentity;
import dev.bellhop.config.workloadidentity.CloudProvider;
import dev.bellhop.config.workloadidentity.SubjectScope;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** Puts a plan together from the rows of its one query: a row per variable, each with the credential and config it reaches. */
final class PlanRows {
    /** A plan, and what its entity tag must also tell apart: which variables the values belong to, and how often each was written. */
    record Drawn(ResolutionPlan plan, List<Writing> writings) {}

    /** Another variable may have the same key and as many writings, but never the same id. */
    record Writing(UUID variable, int revision) {}

    private final Map<UUID, Config> configs = new TreeMap<>();
    private final Map<UUID, Credential> credentials = new TreeMap<>();
    private final List<Variable> variables = new ArrayList<>();
    private final List<Writing> writings = new ArrayList<>();

    private PlanRows() {}

    /**
     * @param automation null for the plan of a single credential
     * @param rows at least one: an automation (or credential) without variables has one row without any
     */
    static Drawn draw(UUID organization, UUID automation, RowSet<Row> rows) {
        PlanRows drawn = new PlanRows();
        rows.forEach(drawn::add);
        return new Drawn(
                new ResolutionPlan(
                        organization,
                        automation,
                        rows.iterator().next().getString("automation_name"),
                        List.copyOf(drawn.configs.values()),
                        List.copyOf(drawn.credentials.values()),
                        List.copyOf(drawn.variables)),
                List.copyOf(drawn.writings));
    }

    private void add(Row row) {
        UUID credential = row.getUUID("credential_id");
        if (row.getString("key") != null) {
            variables.add(variable(row, credential));
            writings.add(new Writing(row.getUUID("variable_id"), row.getInteger("value_revision")));
        }
        if (credential != null) {
            credentials.computeIfAbsent(credential, id -> credential(row, id));
            UUID config = row.getUUID("config_id");
            if (config != null) {
                configs.computeIfAbsent(config, id -> config(row, id));
            }
        }
    }

    private static Variable variable(Row row, UUID credential) {
        String written = row.getString("secret_reference");
        SecretReference reference = written == null ? new SecretReference(null, null) : SecretReference.parse(written);
        return new Variable(
                row.getString("key"),
                Source.valueOf(row.getString("source")),
                credential,
                reference.name(),
                reference.jsonPointer(),
                row.getString("secret_version"),
                row.getBoolean("required"),
                row.getBoolean("has_default_value"));
    }

    private static Credential credential(Row row, UUID id) {
        return new Credential(
                id,
                row.getString("credential_name"),
                row.getInteger("credential_revision"),
                row.getOffsetDateTime("credential_updated_at").toInstant(),
                row.getBoolean("credential_enabled"),
                SecretProvider.valueOf(row.getString("provider")),
                Authentication.valueOf(row.getString("authentication")),
                row.getUUID("config_id"),
                access(row));
    }

    private static Access access(Row row) {
        String vaultUrl = row.getString("azure_vault_url");
        return row.getUUID("config_id") != null
                ? new Access(vaultUrl, null, null, null)
                : new Access(
                        vaultUrl,
                        row.getUUID("secret_tenant_id"),
                        row.getUUID("secret_client_id"),
                        AzureCloud.valueOf(row.getString("credential_cloud")));
    }

    private static Config config(Row row, UUID id) {
        AzureCloud cloud = AzureCloud.valueOf(row.getString("azure_cloud"));
        return new Config(
                id,
                row.getString("config_name"),
                row.getInteger("config_revision"),
                row.getOffsetDateTime("config_updated_at").toInstant(),
                row.getBoolean("config_enabled"),
                CloudProvider.valueOf(row.getString("cloud_provider")),
                cloud.audience(),
                SubjectScope.valueOf(row.getString("subject_scope")),
                new Azure(
                        row.getUUID("azure_tenant_id"),
                        row.getUUID("azure_client_id"),
                        AzureIdentity.valueOf(row.getString("azure_identity")),
                        cloud));
    }
}
