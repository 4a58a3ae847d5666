-- From when on a prepared key may sign. Stored when the key is made, so that settings changed later cannot bring it forward.
alter table signing_key add column activatable_at timestamptz check (activatable_at >= prepared_at);

comment on column signing_key.activatable_at is 'No earlier may it sign: by then every cache of the key set has seen it.';
comment on column signing_key.remove_at is 'Published until then; a plan while in the future.';
