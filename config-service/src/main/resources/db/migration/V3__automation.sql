create table automation (
    id              uuid primary key,
    organization_id uuid        not null references organization (id),
    name            varchar        not null check (char_length(name) between 1 and 120),
    name_key        varchar        not null,
    enabled         boolean     not null,
    revision        integer     not null,
    created_at      timestamptz not null,
    updated_at      timestamptz not null,
    unique (organization_id, id),
    constraint automation_name_once unique (organization_id, name_key)
);
create index automation_page on automation (organization_id, created_at, id);

alter table automation enable row level security;
alter table automation force row level security;
create policy own_rows on automation
    using (organization_id = current_organization())
    with check (organization_id = current_organization());
