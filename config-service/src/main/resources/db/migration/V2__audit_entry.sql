-- Who changed what. Written in the transaction of the change; no foreign keys, because entries outlive what they tell about.
create table audit_entry (
    id              uuid primary key,
    organization_id uuid        not null,
    at              timestamptz not null,
    caller          text        not null, -- the trusted caller issuer's name in our settings
    caller_issuer   text        not null,
    caller_subject  text        not null,
    correlation_id  uuid        not null, -- the request, as problems and logs name it
    action          text        not null check (action in ('CREATED', 'REPLACED', 'DELETED')),
    resource_kind   text        not null,
    resource_id     uuid        not null,
    resource_name   text        not null,
    changes         jsonb       not null check (jsonb_typeof(changes) = 'array'), -- [{"field","from","to"}]; a secret field says only that it was written
    unique (organization_id, id)
);
create index audit_entry_page on audit_entry (organization_id, at, id);

alter table audit_entry enable row level security;
alter table audit_entry force row level security;
-- insert and read only: without a policy for update and delete there is no way to rewrite history
create policy read_own on audit_entry for select using (organization_id = current_organization());
create policy append_own on audit_entry for insert with check (organization_id = current_organization());
