-- The key ring. Dates are this database's clock; replicas act by them, so a date in the future is a plan and one in the past a fact.
create table signing_key (
    kid                varchar(64)   primary key check (kid ~ '^[A-Za-z0-9_-]{43}$'),
    algorithm          varchar(16)   not null check (algorithm = 'RS256'),
    public_jwk         varchar(4096) not null,
    sealed_private_key bytea,
    state              varchar(16)   not null check (state in ('prepared', 'active', 'retired', 'removed')),
    prepared_at        timestamptz   not null,
    activate_at        timestamptz,
    retire_at          timestamptz,
    remove_at          timestamptz,
    revoked_at         timestamptz,
    version            integer       not null default 0,

    -- a removed key keeps its row, so that its id is never used again, but not its private half
    constraint private_half_until_removed check ((state = 'removed') = (sealed_private_key is null)),
    constraint active_since       check (state not in ('active', 'retired') or activate_at is not null),
    constraint retired_since      check (state <> 'retired' or retire_at is not null),
    constraint removed_since      check (state <> 'removed' or remove_at is not null),
    constraint dates_in_order     check (activate_at >= prepared_at and retire_at >= activate_at and remove_at >= retire_at
                                         or revoked_at is not null)
);

comment on table signing_key is 'Signing keys of the issuer: what is published, what signs, and when that changes.';
comment on column signing_key.sealed_private_key is 'PKCS#8, sealed by Tink with the key id as associated data.';

-- The second wall against two signing keys; the first is the advisory lock that writers hold.
create unique index signing_key_one_active on signing_key ((true)) where state = 'active';
create unique index signing_key_one_prepared on signing_key ((true)) where state = 'prepared';

-- The service reads, adds and changes keys; it owns nothing and deletes nothing.
revoke all on signing_key from "${service_role}";
grant select, insert, update on signing_key to "${service_role}";
