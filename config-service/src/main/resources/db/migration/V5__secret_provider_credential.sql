create table secret_provider_credential (
    id                          uuid primary key,
    organization_id             uuid        not null references organization (id),
    name                        varchar        not null check (char_length(name) between 1 and 120),
    name_key                    varchar        not null,
    provider                    varchar        not null check (provider in ('AZURE_KEY_VAULT')),
    authentication              varchar        not null check (authentication in ('WORKLOAD_IDENTITY')),
    workload_identity_config_id uuid        not null,
    azure_cloud                 varchar        not null,
    azure_vault_url             varchar,       -- normalised: https, host in lower case, no port, no trailing slash
    enabled                     boolean     not null,
    revision                    integer     not null,
    created_at                  timestamptz not null,
    updated_at                  timestamptz not null,
    unique (organization_id, id),
    unique (organization_id, provider, id),
    constraint secret_provider_credential_name_once unique (organization_id, name_key),
    -- with the cloud: a config in use can neither be deleted nor moved to another cloud under a vault URL of the old one
    constraint credential_uses_config foreign key (organization_id, workload_identity_config_id, azure_cloud)
        references workload_identity_config (organization_id, id, azure_cloud)
);
create index secret_provider_credential_page on secret_provider_credential (organization_id, created_at, id);
create index secret_provider_credential_config on secret_provider_credential (organization_id, workload_identity_config_id);

create table default_secret_provider_credential (
    organization_id uuid not null,
    provider        varchar not null,
    credential_id   uuid not null,
    primary key (organization_id, provider),
    foreign key (organization_id, provider, credential_id)
        references secret_provider_credential (organization_id, provider, id) on delete cascade
);

alter table secret_provider_credential enable row level security;
alter table secret_provider_credential force row level security;
create policy own_rows on secret_provider_credential
    using (organization_id = current_organization())
    with check (organization_id = current_organization());

alter table default_secret_provider_credential enable row level security;
alter table default_secret_provider_credential force row level security;
create policy own_rows on default_secret_provider_credential
    using (organization_id = current_organization())
    with check (organization_id = current_organization());
