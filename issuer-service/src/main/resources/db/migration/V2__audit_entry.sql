-- The audit trail: every token asked for, given or refused, and every change of a signing key. Never a token, never a private half.
create table audit_entry (
    sequence        bigint       generated always as identity primary key,
    recorded_at     timestamptz  not null default clock_timestamp(),
    at              timestamptz  not null,
    correlation_id  uuid         not null,
    action          varchar(64)  not null,
    outcome         varchar(16)  not null check (outcome in ('done', 'refused')),
    reason          varchar(64)  check ((reason is not null) = (outcome = 'refused')),
    description     varchar(1024),
    caller_issuer   varchar(1024),
    caller_subject  varchar(1024),
    organization_id uuid,
    automation_id   uuid,
    audience        varchar(1024),
    kickoff_id      uuid,
    jti             uuid,
    kid             varchar(1024),
    expires_at      timestamptz
);

comment on table audit_entry is 'Who was given or refused which token, and who changed which signing key.';
comment on column audit_entry.at is 'By the clock of the replica that did it; recorded_at is this database''s, moments later.';
comment on column audit_entry.correlation_id is 'Of the request, as its answer and the log name it.';
comment on column audit_entry.caller_issuer is 'Null if nobody was proven, or nobody asked.';

-- Entries arrive about in the order of time, so the small index will do to find a day, or to drop old ones.
create index audit_entry_at on audit_entry using brin (at);
create index audit_entry_organization on audit_entry (organization_id, at);
create index audit_entry_jti on audit_entry (jti) where jti is not null;

-- The service adds entries. It cannot read, change or remove one, not even its own.
revoke all on audit_entry from "${service_role}";
grant insert on audit_entry to "${service_role}";
