-- The wall between organizations. Every transaction first calls enter_organization(); a row of another organization
-- then neither shows nor can be written, whatever a query forgets. The service's role owns nothing, so it cannot lift the policies.

create function current_organization() returns uuid
    language sql stable parallel safe
    -- nullif: a pooled connection answers '' once an earlier transaction has set it; unset means no rows, never all
    return nullif(current_setting('bellhop.organization', true), '')::uuid;

-- Every id an organization ever had: rows stay when the organization is deleted, so that an id is never given twice.
create table organization_id (
    id uuid primary key
);

create table organization (
    id              uuid primary key references organization_id (id),
    organization_id uuid        not null check (organization_id = id), -- so that one policy fits every table
    name            varchar        not null check (char_length(name) between 1 and 120),
    name_key        varchar        not null,                              -- folded by the service: unique whatever the case
    enabled         boolean     not null,
    revision        integer     not null,
    created_at      timestamptz not null,
    updated_at      timestamptz not null,
    unique (organization_id, id),
    constraint organization_name_once unique (name_key)
);
create index organization_page on organization (created_at, id);

alter table organization_id enable row level security;
alter table organization_id force row level security;
-- no policy to update or delete: nobody can
create policy every_id on organization_id for select using (true);
create policy new_id on organization_id for insert with check (id = current_organization());

alter table organization enable row level security;
alter table organization force row level security;
create policy own_rows on organization
    using (organization_id = current_organization())
    with check (organization_id = current_organization());
-- only this table, and only to read: the list of organizations
create policy all_organizations on organization for select
    using (current_setting('bellhop.all_organizations', true) = 'listed');

-- The first statement of every transaction; local to it. Answers whether the organization exists.
create function enter_organization(organization uuid) returns boolean
    language plpgsql volatile
as $$
begin
    perform set_config('bellhop.organization', organization::text, true);
    return exists (select from organization o where o.organization_id = enter_organization.organization);
end
$$;
