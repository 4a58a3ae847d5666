create table environment_variable (
    id                   uuid primary key,
    organization_id      uuid        not null references organization (id),
    key                  varchar        not null check (key ~ '^[A-Za-z_][A-Za-z0-9_]*$'),
    source               varchar        not null check (source in ('DIRECT', 'DEFAULT', 'CREDENTIAL')),
    provider             varchar,
    credential_id        uuid,
    secret_reference     varchar,        -- name, name#json_key or name#/json/pointer, as written
    secret_version       varchar,        -- null: the latest
    required             boolean     not null,
    sealed_value         bytea,       -- Tink AEAD, bound to organization, row and purpose
    sealed_default_value bytea,
    value_revision       integer     not null, -- counts writes of either value
    revision             integer     not null,
    created_at           timestamptz not null,
    updated_at           timestamptz not null,
    unique (organization_id, id),
    unique (organization_id, id, key),
    constraint variable_uses_credential foreign key (organization_id, credential_id)
        references secret_provider_credential (organization_id, id),
    constraint variable_source_whole check (case source
        when 'DIRECT' then sealed_value is not null and secret_reference is null and credential_id is null and provider is null
                           and secret_version is null and sealed_default_value is null
        when 'DEFAULT' then sealed_value is null and secret_reference is not null and credential_id is null and provider is not null
        else sealed_value is null and secret_reference is not null and credential_id is not null and provider is null
        end)
);
create index environment_variable_page on environment_variable (organization_id, created_at, id);
create index environment_variable_credential on environment_variable (organization_id, credential_id);

create table environment_variable_assignment (
    organization_id uuid not null,
    automation_id   uuid not null,
    variable_id     uuid not null,
    key             varchar not null,   -- the variable's, kept equal by the foreign key
    primary key (organization_id, automation_id, variable_id),
    constraint assignment_key_once unique (organization_id, automation_id, key),
    constraint assignment_of_automation foreign key (organization_id, automation_id)
        references automation (organization_id, id) on delete cascade,
    constraint assignment_of_variable foreign key (organization_id, variable_id, key)
        references environment_variable (organization_id, id, key) on update cascade
);
create index environment_variable_assignment_variable on environment_variable_assignment (organization_id, variable_id);

alter table environment_variable enable row level security;
alter table environment_variable force row level security;
create policy own_rows on environment_variable
    using (organization_id = current_organization())
    with check (organization_id = current_organization());

alter table environment_variable_assignment enable row level security;
alter table environment_variable_assignment force row level security;
create policy own_rows on environment_variable_assignment
    using (organization_id = current_organization())
    with check (organization_id = current_organization());
