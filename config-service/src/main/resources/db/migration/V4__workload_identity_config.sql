create table workload_identity_config (
    id              uuid primary key,
    organization_id uuid        not null references organization (id),
    name            varchar        not null check (char_length(name) between 1 and 120),
    name_key        varchar        not null,
    cloud_provider  varchar        not null check (cloud_provider in ('AZURE')),
    subject_scope   varchar        not null check (subject_scope in ('ORGANIZATION', 'AUTOMATION')),
    enabled         boolean     not null,
    azure_tenant_id uuid        not null,
    azure_client_id uuid        not null,
    azure_identity  varchar        not null check (azure_identity in ('APPLICATION', 'MANAGED_IDENTITY')),
    azure_cloud     varchar        not null check (azure_cloud in ('PUBLIC', 'USGOV', 'CHINA')),
    revision        integer     not null,
    created_at      timestamptz not null,
    updated_at      timestamptz not null,
    unique (organization_id, id),
    unique (organization_id, cloud_provider, id),
    -- what a credential refers to: its vault URL was checked against this cloud's suffix
    unique (organization_id, id, azure_cloud),
    constraint workload_identity_config_name_once unique (organization_id, name_key)
);
create index workload_identity_config_page on workload_identity_config (organization_id, created_at, id);

-- The default of each cloud, beside the configs: its primary key is "at most one", and moving it touches one row.
create table default_workload_identity_config (
    organization_id uuid not null,
    cloud_provider  varchar not null,
    config_id       uuid not null,
    primary key (organization_id, cloud_provider),
    foreign key (organization_id, cloud_provider, config_id)
        references workload_identity_config (organization_id, cloud_provider, id) on delete cascade
);

alter table workload_identity_config enable row level security;
alter table workload_identity_config force row level security;
create policy own_rows on workload_identity_config
    using (organization_id = current_organization())
    with check (organization_id = current_organization());

alter table default_workload_identity_config enable row level security;
alter table default_workload_identity_config force row level security;
create policy own_rows on default_workload_identity_config
    using (organization_id = current_organization())
    with check (organization_id = current_organization());
