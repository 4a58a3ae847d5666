-- What the service's role may do, whatever the database's default privileges are: rows, and nothing else. History only grows.
revoke all on all tables in schema public from public, "${service_role}";
grant select, insert, update, delete on
    organization, automation, workload_identity_config, default_workload_identity_config, secret_provider_credential,
    default_secret_provider_credential, environment_variable, environment_variable_assignment
    to "${service_role}";
grant select, insert on organization_id, audit_entry to "${service_role}";
grant execute on function current_organization(), enter_organization(uuid) to "${service_role}";
